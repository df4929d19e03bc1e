import type { Tenant, UserFlow } from './model.ts';

export interface Origins {
  /** Where browsers go: pages, authorize, sign-out. */
  front: string;
  /** Where apps go: discovery, token, keys, APIs. */
  back: string;
  /** The back channel of the tenant with a custom domain. */
  customDomain: string;
  /** The pages of the tenant with a custom domain. */
  customDomainFront: string;
  /** Where the practice social provider is, on both channels, if not at `/social`. */
  socialBase?: string;
}

/** Each origin once. */
export const originsIn = ({ front, back, customDomain, customDomainFront }: Origins): string[] => [
  ...new Set([front, back, customDomain, customDomainFront]),
];

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

/** The older endpoints of a workforce tenant. */
export const pathsOfVersion1 = {
  authorize: '/oauth2/authorize',
  token: '/oauth2/token',
  logout: '/oauth2/logout',
  deviceCode: '/oauth2/devicecode',
  keys: '/discovery/keys',
  discovery: '/.well-known/openid-configuration',
  userInfo: '/openid/userinfo',
} as const;

/** Where every social provider of a B2C tenant sends users back to, below the tenant's domain. */
export const socialAnswerPath = '/oauth2/authresp';

export const backOrigin = ({ backChannel }: Tenant, origins: Origins): string =>
  origins[backChannel];

/** Where a tenant's pages are. */
export const frontOrigin = ({ backChannel }: Tenant, origins: Origins): string =>
  backChannel === 'customDomain' ? origins.customDomainFront : origins.front;

/** The `iss` of a tenant's tokens. */
export const issuerOf = (tenant: Tenant, origins: Origins): string =>
  backOrigin(tenant, origins) + tenant.issuer(tenant);

/** The issuer in place of those of several tenants: each user's own tenant issues their tokens. */
export const issuerPattern = ({ id }: Tenant, issuer: string): string =>
  issuer.replace(id, '{tenantid}');

/** The `iss` of access tokens of version 1.0; really on a host of its own, `sts.windows.net`. */
export const issuerOfVersion1 = (tenant: Tenant, origins: Origins): string =>
  `${backOrigin(tenant, origins)}/${tenant.id}/`;

/** The other form of a B2C tenant's `iss`, with the user flow in lowercase as in Microsoft's examples. */
export const issuerOfFlow = (tenant: Tenant, origins: Origins, { id }: UserFlow): string =>
  `${backOrigin(tenant, origins)}/tfp/${tenant.id}/${id.toLowerCase()}/v2.0/`;

/** What a client is configured with. */
export const authorityOf = (tenant: Tenant, origins: Origins): string =>
  backOrigin(tenant, origins) + tenant.authority(tenant);

/** The first path segments of a tenant's addresses, with the user flow where there are any. */
export const basePath = (tenant: Tenant, userFlow: UserFlow | undefined): string =>
  userFlow === undefined ? `/${tenant.id}` : `/${tenant.domain}/${userFlow.id.toLowerCase()}`;
