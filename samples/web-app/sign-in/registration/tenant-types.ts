import { ConfigurationError, type EnvironmentReader } from './environment.ts';

/** What is known about an issuer before the tenant is asked. */
interface IssuerParts {
  /** Scheme and host of the authority. */
  origin: string;
  /** The tenant's GUID. */
  tenantId: string;
  /** B2C: the name of the user flow. */
  policy?: string | undefined;
}

interface TenantTypeRow {
  /** The variable that holds the authority. */
  variable: 'AUTHORITY' | 'OIDC_AUTHORITY';
  /** Whether a tenant of this type can be on this host. The practice tenant can be on any. */
  fits(host: string): boolean;
  /** What the authority looks like, for sentences. */
  example: string;
  /** Whether the authority's path is the tenant's GUID and /v2.0, or ends after the tenant. */
  endsInVersion: boolean;
  /** Every issuer that its tokens can name, as whole strings. */
  issuers(parts: IssuerParts): string[];
  /** Whether the authority can name several tenants in place of one (account-types.ts). */
  hasAccountTypes: boolean;
  /** Whether a signing key names the issuer whose tokens it signs, as a member of the key. */
  keysNameIssuer: boolean;
  /** Whether every user flow is an authority of its own. */
  hasUserFlows: boolean;
  /** Whether a tenant can require the ID token at sign-out (`id_token_hint`). */
  signOutTakesIdToken: boolean;
  /** Whether users can be assigned to app roles, which then are in the claim `roles`. */
  hasAppRoles: boolean;
  /** What the app can handle, for tenants that ask: `cp1` for claims challenges from APIs (continuous access evaluation). */
  clientCapabilities: readonly string[];
  /** Who signs in, for the sentences of an error. */
  audience: 'employees' | 'customers';
}

const workforce = /^login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn)$/;
const here = ({ origin, tenantId }: IssuerParts) => `${origin}/${tenantId}/v2.0`;
/** External ID names the tenant's GUID as host in its issuer, whatever name or domain the app asks. */
const externalId = ({ tenantId }: IssuerParts) =>
  `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`;

// #region tenant-types
/** Everything that differs between tenant types: a new type is a new row. */
const rows = {
  'entra-id': {
    variable: 'AUTHORITY',
    fits: (host) => workforce.test(host),
    example: 'https://login.microsoftonline.com/<tenant ID>',
    endsInVersion: false,
    issuers: (parts) => [here(parts)],
    hasAccountTypes: true,
    keysNameIssuer: true,
    hasUserFlows: false,
    signOutTakesIdToken: false,
    hasAppRoles: true,
    clientCapabilities: ['cp1'],
    audience: 'employees',
  },
  'external-id': {
    variable: 'AUTHORITY',
    fits: (host) => host.endsWith('.ciamlogin.com'),
    example: 'https://contoso.ciamlogin.com/<tenant ID>',
    endsInVersion: false,
    issuers: (parts) => [here(parts), externalId(parts)],
    hasAccountTypes: false,
    keysNameIssuer: false,
    hasUserFlows: false,
    signOutTakesIdToken: false,
    hasAppRoles: true,
    clientCapabilities: [],
    audience: 'customers',
  },
  'external-id-custom-domain': {
    variable: 'OIDC_AUTHORITY',
    fits: (host) => !workforce.test(host) && !host.endsWith('.b2clogin.com'),
    example: 'https://login.contoso.com/<tenant ID>/v2.0',
    endsInVersion: true,
    issuers: (parts) => [here(parts), externalId(parts)],
    hasAccountTypes: false,
    keysNameIssuer: false,
    hasUserFlows: false,
    signOutTakesIdToken: false,
    hasAppRoles: true,
    clientCapabilities: [],
    audience: 'customers',
  },
  b2c: {
    variable: 'AUTHORITY',
    fits: (host) => !workforce.test(host) && !host.endsWith('.ciamlogin.com'),
    example: 'https://contoso.b2clogin.com/contoso.onmicrosoft.com',
    endsInVersion: false,
    issuers: ({ origin, tenantId, policy }) => [
      `${origin}/${tenantId}/v2.0/`,
      ...(policy ? [`${origin}/tfp/${tenantId}/${policy}/v2.0/`] : []),
    ],
    hasAccountTypes: false,
    keysNameIssuer: false,
    hasUserFlows: true,
    signOutTakesIdToken: true,
    hasAppRoles: false,
    clientCapabilities: [],
    audience: 'customers',
  },
} satisfies Record<string, TenantTypeRow>;
// #endregion tenant-types

export type TenantType = keyof typeof rows;

export const tenantTypeRows: Readonly<Record<TenantType, TenantTypeRow>> = rows;

const isTenantType = (text: string): text is TenantType => Object.hasOwn(rows, text);

export const tenantTypes: readonly TenantType[] = Object.keys(rows).filter(isTenantType);

/** @throws ConfigurationError, because nothing else can be checked without it */
export function tenantTypeFrom({ read }: EnvironmentReader): TenantType {
  const text = read('TENANT_TYPE') ?? '';
  if (isTenantType(text)) return text;
  throw new ConfigurationError([`TENANT_TYPE must be one of ${tenantTypes.join(', ')}.`]);
}

/**
 * What tells one user from another, or undefined if nothing in the token does. By an older setting, B2C
 * puts the same sentence into every user's `sub`: "Not supported currently. Use oid claim."
 */
export function subjectFrom(
  tenantType: TenantType,
  { sub, oid }: { sub: string; oid?: string | undefined },
): string | undefined {
  if (tenantType !== 'b2c') return sub;
  return oid ?? (/^not supported/i.test(sub) ? undefined : sub);
}
