/** The four kinds of tenant, in the order in which the site shows them. */
export const tenantTypes = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;
export const capabilities = ['sign-in', 'call-api'] as const;

export type TenantType = (typeof tenantTypes)[number];
export type Capability = (typeof capabilities)[number];

export interface Scenario {
  tenantType: TenantType;
  capability: Capability;
  /** Name of its folder and, with ".zip", of its download. */
  name: string;
}

/** Every scenario: each differs from the others in configuration only. */
export const scenarios: readonly Scenario[] = tenantTypes.flatMap((tenantType) =>
  capabilities.map((capability) => ({
    tenantType,
    capability,
    name: `web-app-${tenantType}-${capability}`,
  })),
);

export const downloadPath = ({ name }: Pick<Scenario, 'name'>): string => `/downloads/${name}.zip`;
