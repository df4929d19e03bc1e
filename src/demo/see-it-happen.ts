import { type DemoFault, type DemoFaultName, demoFaults } from '../auth/faults/demo-faults.ts';
import { faultsThatBring } from '../auth/faults/fault-codes.ts';
import { type TenantType, tenantTypeFacts } from '../scenarios/tenant-types.ts';

/** How the live demo lets a visitor see a code. */
export interface SeenInDemo {
  /** The faults to choose from: those that bring about the code with the most tenant types, and with the same ones. */
  faults: readonly DemoFaultName[];
  tenantTypes: readonly TenantType[];
  /** What the visitor does after the button, and sees. Inline Markdown. */
  afterward: string;
}

/** @returns undefined if no fault of the live demo brings about the code */
export function seenInDemo(code: string): SeenInDemo | undefined {
  const ways = faultsThatBring(code);
  const [first] = ways.toSorted((a, b) => b.tenantTypes.length - a.tenantTypes.length);
  if (first === undefined) return undefined;
  const { tenantTypes } = first;
  const alike = ways.filter((way) => way.tenantTypes.join() === tenantTypes.join());
  return {
    faults: alike.map(({ fault }) => fault),
    tenantTypes,
    afterward: afterwardOf(code, demoFaults[first.fault].shownBy),
  };
}

function afterwardOf(code: string, shownBy: DemoFault['shownBy']): string {
  const shows = `shows \`${code}\`, the message it failed at, and the trace`;
  if (shownBy === 'sign-in')
    return `If the practice tenant asks who you are, pick any user. The live demo then ${shows}.`;
  const call =
    'Pick any user on the practice tenant’s page, and then select **Call the API** in the live demo.';
  if (shownBy === 'api-call') return `${call} It ${shows}.`;
  return `${call} The app gets \`${code}\` when it renews its tokens, and sends you to sign in again. No error page appears: the code is in the trace.`;
}

/** The same without buttons. */
export function seenInWords({ faults, tenantTypes, afterward }: SeenInDemo): string {
  const names = faults.map((fault) => `**${demoFaults[fault].label}**`).join(' or ');
  const demos = tenantTypes.map((type) => `[${tenantTypeFacts[type].shortName}](/demo/${type}/)`);
  return `In a live demo with the practice tenant (${demos.join(', ')}), switch on ${names} under **Let it fail**, and select **Sign in**. ${afterward}`;
}

/** What the button touches. */
export const onlyYours =
  'It fails only for you, in this browser and this one demo, until you switch it off there, and for two hours at most. Other visitors and your own app don’t notice.';

/** For a code that there’s no way to see here. */
export const cannotBeSeen =
  'Neither the live demo nor the practice tenant has a switch that brings this code about.';
