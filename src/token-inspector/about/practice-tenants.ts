import type { Service } from './issuer.ts';

/** The practice tenant's tenants, by the IDs in their issuers. They are invented, and the same on every machine. */
const seeded: Readonly<Record<string, readonly [name: string, Service]>> = {
  '0a0a0a0a-1111-4111-8111': ['Contoso', 'entra-id'],
  '0b0b0b0b-2222-4222-8222': ['Woodgrove', 'external-id'],
  '0c0c0c0c-3333-4333-8333': ['Adatum', 'external-id-custom-domain'],
  '0d0d0d0d-4444-4444-8444': ['Fabrikam', 'b2c'],
  '0e0e0e0e-5555-4555-8555': ['Litware', 'entra-id'],
  '0f0f0f0f-6666-4666-8666': ['Northwind Traders', 'entra-id'],
};

/** Of its ID, what all practice tenants of one name begin with: in a hosted lab, a visitor's own end differently. */
export const practiceTenant = (id: string): readonly [name: string, Service] | undefined =>
  seeded[id.toLowerCase().slice(0, 23)];
