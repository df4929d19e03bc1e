import type { Tenant, UserFlow } from './model.ts';

export interface Origins {
  /** Where browsers go: pages, authorize, sign-out. */
  front: string;
  /** Where apps go: discovery, token, keys, APIs. */
  back: string;
  /** The back channel of the tenant with a custom domain. */
  customDomain: string;
}

/** Paths below an authority, the same for every tenant type. */
export const paths = {
  authorize: '/oauth2/v2.0/authorize',
  token: '/oauth2/v2.0/token',
  logout: '/oauth2/v2.0/logout',
  deviceCode: '/oauth2/v2.0/devicecode',
  deviceSignIn: '/oauth2/v2.0/deviceauth',
  keys: '/discovery/v2.0/keys',
  discovery: '/v2.0/.well-known/openid-configuration',
} as const;

export const backOrigin = (tenant: Tenant, origins: Origins): string =>
  tenant.type === 'external-id-custom-domain' ? origins.customDomain : origins.back;

/** The `iss` of a tenant's tokens; B2C's ends with a slash. */
export const issuerOf = (tenant: Tenant, origins: Origins): string =>
  `${backOrigin(tenant, origins)}/${tenant.id}/v2.0${tenant.type === 'b2c' ? '/' : ''}`;

/** The first path segments of a tenant's addresses, with the user flow for B2C. */
export const basePath = (tenant: Tenant, userFlow: UserFlow | undefined): string =>
  userFlow === undefined ? `/${tenant.id}` : `/${tenant.domain}/${userFlow.id.toLowerCase()}`;

/** What a client is configured with. */
export function authorityOf(tenant: Tenant, origins: Origins): string {
  const origin = backOrigin(tenant, origins);
  if (tenant.type === 'external-id') return `${origin}/${tenant.domain}`;
  if (tenant.type === 'external-id-custom-domain') return `${origin}/${tenant.id}/v2.0`;
  return origin + basePath(tenant, tenant.userFlows[0]).replace('b2c_1_', 'B2C_1_');
}
