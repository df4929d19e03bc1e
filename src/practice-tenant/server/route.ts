import type { Tenant, UserFlow } from '../directory/model.ts';

export interface Route {
  tenant: Tenant;
  userFlow: UserFlow | undefined;
  /** The segments before `path`, as they were sent. */
  base: string;
  /** Below the base, in lower case but for what follows an ID. */
  path: string;
  /** `common` or `organizations` when no tenant was named. */
  shared?: string;
}

/** Endpoints for every organization; here they lead to the one workforce tenant. */
const sharedNames = new Set(['common', 'organizations']);

/**
 * Finds the tenant, and for B2C the user flow, of an address. Tenants are named by ID or domain; user
 * flows by a segment, or by the parameter `p` as older apps do. Case never counts: MSAL lower-cases.
 */
export function findRoute(tenants: readonly Tenant[], url: URL): Route | undefined {
  const segments = url.pathname.split('/').slice(1);
  const prefix = segments[0]?.toLowerCase() === 'tfp' ? 1 : 0;
  const name = segments[prefix]?.toLowerCase();
  const shared = name !== undefined && sharedNames.has(name) ? { shared: name } : {};
  const tenant = tenants.find(({ id, domain, type }) =>
    'shared' in shared ? type === 'entra-id' : id === name || domain === name,
  );
  if (tenant === undefined) return undefined;
  const inPath = flowNamed(tenant, segments[prefix + 1]);
  const length = prefix + (inPath === undefined ? 1 : 2);
  const userFlow =
    inPath ?? flowNamed(tenant, url.searchParams.get('p') ?? undefined) ?? tenant.userFlows[0];
  const base = `/${segments.slice(0, length).join('/')}`;
  return { tenant, userFlow, base, path: `/${segments.slice(length).join('/')}`, ...shared };
}

function flowNamed(tenant: Tenant, name: string | undefined): UserFlow | undefined {
  return tenant.userFlows.find(({ id }) => id.toLowerCase() === name?.toLowerCase());
}
