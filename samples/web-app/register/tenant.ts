import { z } from 'zod';
import type { TenantType } from '../sign-in/index.ts';
import type { GraphClient } from './graph-client.ts';
import { Stop } from './stop.ts';

/** The tenant and the account that the access token is for. */
export interface SignedInTenant {
  id: string;
  name: string;
  /** The default domain. */
  domain: string;
  /** The first part of the initial domain, <name>.onmicrosoft.com. */
  subdomain: string;
  /** Microsoft's word; undefined if Graph doesn't show it to this account. */
  type: string | undefined;
  account: string;
  /** All of its domains that are verified. */
  domains: readonly string[];
}

const Organization = z.object({
  id: z.guid(),
  displayName: z.string(),
  tenantType: z.string().nullish(),
  verifiedDomains: z.array(
    z.object({ name: z.string(), isDefault: z.boolean(), isInitial: z.boolean() }),
  ),
});
const Me = z.object({ userPrincipalName: z.string() });

export async function signedInTenant(graph: GraphClient): Promise<SignedInTenant> {
  const [organization] = await graph.list(
    '/organization?$select=id,displayName,tenantType,verifiedDomains',
    Organization,
  );
  if (organization === undefined) throw new Stop('Microsoft Graph shows no organization.');
  const { userPrincipalName } = await graph.get('/me?$select=userPrincipalName', Me);
  const { id, displayName, tenantType, verifiedDomains } = organization;
  const domain = verifiedDomains.find(({ isDefault }) => isDefault)?.name ?? id;
  const initial = verifiedDomains.find(({ isInitial }) => isInitial)?.name ?? domain;
  return {
    id: id.toLowerCase(),
    name: displayName,
    domain,
    subdomain: initial.split('.')[0] ?? '',
    type: tenantType ?? undefined,
    account: userPrincipalName,
    domains: verifiedDomains.map(({ name }) => name.toLowerCase()),
  };
}

/** @throws Stop if the sign-in was to another tenant than was asked for */
export function requireNamedTenant({ id, name, domains }: SignedInTenant, wanted: string): void {
  if ([id, ...domains].includes(wanted.toLowerCase())) return;
  throw new Stop(
    `You asked for the tenant ${wanted}, but the sign-in is for ${name} (${id}). Nothing was changed. Sign in to the other tenant, or name this one with --tenant.`,
  );
}

const words: Readonly<Record<TenantType, string>> = {
  'entra-id': 'AAD',
  'external-id': 'CIAM',
  'external-id-custom-domain': 'CIAM',
  b2c: 'AAD B2C',
};

/** @throws Stop if Graph shows that the tenant is of another type than the app is set up for */
export function requireTenantType({ type, name }: SignedInTenant, wanted: TenantType): void {
  if (type === undefined || type === words[wanted]) return;
  const fitting = { AAD: 'entra-id', CIAM: 'external-id', 'AAD B2C': 'b2c' }[type];
  throw new Stop(
    `${name} is a tenant of the type ${type}, but this app is set up for TENANT_TYPE=${wanted}. Nothing was changed. Sign in to another tenant with --tenant${fitting ? `, or use the download for ${fitting}` : ''}.`,
  );
}
