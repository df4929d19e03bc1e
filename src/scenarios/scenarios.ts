import { type TenantType, tenantTypes } from './tenant-types.ts';

/** What a sample does; `name` completes “Read: Entra ID, …”. */
export const capabilityList = [
  { key: 'sign-in', name: 'sign-in', heading: 'Sign in and out' },
  { key: 'call-api', name: 'call an API', heading: 'Sign in and call an API' },
] as const;
export const capabilities = capabilityList.map(({ key }) => key);
export type Capability = (typeof capabilities)[number];

export interface Scenario {
  tenantType: TenantType;
  capability: Capability;
  /** Name of its folder and, with ".zip", of its download. */
  name: string;
}

export const scenarioOf = (tenantType: TenantType, capability: Capability): Scenario => ({
  tenantType,
  capability,
  name: `web-app-${tenantType}-${capability}`,
});

/** Every scenario: each differs from the others in configuration only. */
export const scenarios: readonly Scenario[] = tenantTypes.flatMap((tenantType) =>
  capabilities.map((capability) => scenarioOf(tenantType, capability)),
);

export const downloadPath = ({ name }: Pick<Scenario, 'name'>): string => `/downloads/${name}.zip`;
