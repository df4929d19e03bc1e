import { type DemoFaultName, faultsOf } from '../auth/faults/demo-faults.ts';
import type { TenantType } from '../scenarios/tenant-types.ts';

/** What each step of a tutorial suggests to let fail, because the step explains the code that notices it. */
const suggestions: Readonly<Record<string, readonly DemoFaultName[]>> = {
  configure: ['expired-secret', 'app-disabled'],
  'sign-in': ['user-blocked', 'wrong-nonce', 'bad-signature', 'social-provider-down'],
  'call-api': ['graph-throttled', 'grant-revoked', 'second-factor-required'],
  'run-and-test': ['discovery-down', 'token-endpoint-down', 'expired-id-token'],
};

export const stepsWithFaults: readonly string[] = Object.keys(suggestions);

/** The faults of a step that the demo of the tenant type has; none for most steps. */
export function faultsOfStep(step: string, tenantType: TenantType): DemoFaultName[] {
  const offered = faultsOf(tenantType);
  return (suggestions[step] ?? []).filter((fault) => offered.includes(fault));
}
