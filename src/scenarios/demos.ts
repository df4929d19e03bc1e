import { type TenantType, tenantTypeFacts, tenantTypes } from './tenant-types.ts';

/** What the authority of a registration ends in when more than one tenant's users can sign in. */
export const accountTypes = ['organizations', 'common', 'consumers'] as const;
export type AccountType = (typeof accountTypes)[number];

/** The live demos: one for each tenant type, and one more for each further account type of Entra ID. */
export const demoNames = [
  ...tenantTypes,
  'entra-id-organizations',
  'entra-id-common',
  'entra-id-consumers',
] as const;
export type DemoName = (typeof demoNames)[number];

export interface DemoFacts {
  tenantType: TenantType;
  /** What a reader calls it. */
  shortName: string;
  /** Absent where the authority names one tenant. */
  accountType?: AccountType;
  /** The page that explains how it works. */
  guide: string;
}

const oneTenant = (tenantType: TenantType): DemoFacts => ({
  tenantType,
  shortName: tenantTypeFacts[tenantType].shortName,
  guide: `/tutorials/${tenantType}/`,
});
const accounts = (accountType: AccountType, words: string, name: string): DemoFacts => ({
  tenantType: 'entra-id',
  shortName: `${tenantTypeFacts['entra-id'].shortName}, ${words}`,
  accountType,
  guide: `/guides/${name}/`,
});

export const demoFacts: Readonly<Record<DemoName, DemoFacts>> = {
  'entra-id': oneTenant('entra-id'),
  'external-id': oneTenant('external-id'),
  'external-id-custom-domain': oneTenant('external-id-custom-domain'),
  b2c: oneTenant('b2c'),
  'entra-id-organizations': accounts('organizations', 'any organization', 'any-organization'),
  'entra-id-common': accounts(
    'common',
    'any organization and personal accounts',
    'any-organization',
  ),
  'entra-id-consumers': accounts('consumers', 'personal accounts only', 'personal-accounts'),
};

/** The heading of a demo's pages: one for all account types, which a switch below it tells apart. */
export const demoHeading = (demoName: DemoName): string =>
  `Live demo: ${tenantTypeFacts[demoFacts[demoName].tenantType].shortName}`;

/** Such a registration can't have app roles. */
export const acceptsPersonalAccounts = (name: DemoName): boolean =>
  ['common', 'consumers'].includes(demoFacts[name].accountType ?? '');

/** The demo that a path or a form names; undefined when there is none of that name. */
export function demoNameFrom(text: unknown): DemoName | undefined {
  return demoNames.find((name) => name === text);
}

/** ENTRA_ID__, ENTRA_ID_COMMON__, …: what the operator's variables for a demo start with. */
export const variablePrefix = (name: DemoName): string =>
  `${name.toUpperCase().replaceAll('-', '_')}__`;
