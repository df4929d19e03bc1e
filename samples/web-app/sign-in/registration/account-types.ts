import { type EnvironmentReader, isGuid, isPlaceholder } from './environment.ts';
import { type TenantType, tenantTypeRows } from './tenant-types.ts';

interface AccountTypeRow {
  /** Who can sign in there, for sentences. */
  means: string;
  hasOrganizations: boolean;
  hasPersonalAccounts: boolean;
}

/** All personal Microsoft accounts are in this tenant. */
export const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

// #region account-types
/** Words for several tenants at the end of an authority. The app registration must support the same account types. */
const rows = {
  organizations: {
    means: 'every organization',
    hasOrganizations: true,
    hasPersonalAccounts: false,
  },
  common: {
    means: 'every organization and personal Microsoft accounts',
    hasOrganizations: true,
    hasPersonalAccounts: true,
  },
  consumers: {
    means: 'personal Microsoft accounts',
    hasOrganizations: false,
    hasPersonalAccounts: true,
  },
} satisfies Record<string, AccountTypeRow>;
// #endregion account-types

export type AccountType = keyof typeof rows;

/** Whom the app lets in: tenant IDs in lower case, or everyone who can sign in at its authority. */
export type AllowedTenants = 'any' | readonly string[];

const isAccountType = (text: string): text is AccountType => Object.hasOwn(rows, text);

/** The word at the end of an authority that is for several tenants; undefined for one tenant's. */
export function accountTypeOf(authority: string | URL): AccountType | undefined {
  const [tenant = ''] = new URL(authority).pathname.toLowerCase().split('/').filter(Boolean);
  return isAccountType(tenant) ? tenant : undefined;
}

/** The tenant ID in the issuer that such an authority names: a template, unless all accounts are in one tenant. */
export const tenantInIssuerOf = (accountType: AccountType): string =>
  rows[accountType].hasOrganizations ? '{tenantid}' : personalTenantId;

// #region is-allowed
/**
 * Even `any` means only those who can sign in at this authority: /organizations has no personal accounts.
 * The tenant ID becomes part of addresses and keys, so nothing but a GUID will do.
 */
export function isAllowed(
  accountType: AccountType,
  allowed: AllowedTenants,
  tenantId: string,
): boolean {
  if (!isGuid(tenantId)) return false;
  const isPersonal = tenantId.toLowerCase() === personalTenantId;
  const { hasOrganizations, hasPersonalAccounts } = rows[accountType];
  if (!(isPersonal ? hasPersonalAccounts : hasOrganizations)) return false;
  return allowed === 'any' || allowed.includes(tenantId.toLowerCase());
}
// #endregion is-allowed

const namesPersonalTenant = (authority: string): boolean =>
  new URL(authority).pathname.toLowerCase().split('/').includes(personalTenantId);

const isGlobalCloud = ({ hostname }: URL) =>
  !/^login\.(?:microsoftonline\.us|partner\.microsoftonline\.cn)$/.test(hostname);

// #region allowed-tenants
/** Reads ALLOWED_TENANTS, which an authority for several tenants needs and no other may have. */
export function allowedTenantsFrom(
  { read, mistakes }: EnvironmentReader,
  tenantType: TenantType,
  authority: string,
): AllowedTenants | undefined {
  const text = read('ALLOWED_TENANTS');
  const isSet = text !== undefined;
  if (!tenantTypeRows[tenantType].hasAccountTypes) {
    if (isSet)
      mistakes.push(
        `ALLOWED_TENANTS is only for TENANT_TYPE=entra-id: remove it, because with ${tenantType} only users of your own tenant sign in.`,
      );
    return undefined;
  }
  if (!URL.canParse(authority) || (isSet && isPlaceholder(text))) return undefined;
  const accountType = accountTypeOf(authority);
  if (accountType === undefined) {
    if (namesPersonalTenant(authority))
      mistakes.push(
        'AUTHORITY names the tenant of all personal Microsoft accounts: use /consumers in its place, and set ALLOWED_TENANTS.',
      );
    else if (isSet)
      mistakes.push(
        'ALLOWED_TENANTS is only for an AUTHORITY that ends in /organizations, /common, or /consumers: remove it, because yours names the one tenant whose users sign in.',
      );
    return undefined;
  }
  const tenants = [
    ...new Set(
      (text ?? '')
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  ];
  const mistake = mistakeIn(accountType, tenants, new URL(authority));
  if (mistake !== undefined) mistakes.push(mistake);
  return tenants[0] === 'any' ? 'any' : tenants;
}
// #endregion allowed-tenants

// #region allowed-tenants-mistakes
function mistakeIn(type: AccountType, tenants: string[], authority: URL): string | undefined {
  const { hasOrganizations, hasPersonalAccounts } = rows[type];
  const { means } = rows[isGlobalCloud(authority) ? type : 'organizations'];
  const namesPersonal = tenants.includes(personalTenantId);
  if (!isGlobalCloud(authority) && (namesPersonal || !hasOrganizations))
    return `National clouds have no personal Microsoft accounts: with ${authority.host}, use /organizations and the tenant IDs of organizations.`;
  if (tenants.length === 0)
    return `ALLOWED_TENANTS is missing: AUTHORITY ends in /${type}, where ${means} can sign in. List the IDs of the tenants that you let in, or write any.`;
  if (tenants.includes('any'))
    return tenants.length > 1
      ? 'ALLOWED_TENANTS holds both any and tenant IDs: keep one or the other, because any lets in all of them.'
      : undefined;
  if (!tenants.every(isGuid))
    return "ALLOWED_TENANTS must hold tenant IDs, which are GUIDs, or the word any. Domains don't work, because a token names its tenant by its ID.";
  if (!hasPersonalAccounts && namesPersonal)
    return `ALLOWED_TENANTS names the tenant of personal accounts, which can't sign in at /${type}: remove ${personalTenantId}, or use /common.`;
  if (!hasOrganizations && tenants.some((tenant) => tenant !== personalTenantId))
    return `ALLOWED_TENANTS names an organization, but only personal accounts sign in at /${type}: use ${personalTenantId} or any, or use /common.`;
  return undefined;
}
// #endregion allowed-tenants-mistakes
