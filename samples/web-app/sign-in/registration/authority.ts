import {
  type AllowedTenants,
  accountTypeOf,
  allowedTenantsFrom,
  tenantInIssuerOf,
} from './account-types.ts';
import { type EnvironmentReader, guid, isGuid, isPlaceholder } from './environment.ts';
import { isPracticeTenant } from './practice-tenant.ts';
import { type TenantType, tenantTypeRows } from './tenant-types.ts';

/** B2C only: every user flow is an authority of its own. */
export type UserFlow = 'signUpSignIn' | 'editProfile' | 'resetPassword';

/** Where a tenant is found. */
export interface TenantAddress {
  tenantType: TenantType;
  /** Without a trailing slash; in B2C, without the user flow. */
  authority: string;
  /** Whom the app lets in: present exactly when the authority is for several tenants. */
  allowedTenants?: AllowedTenants;
  /** B2C: the names of the user flows. */
  userFlows?: Partial<Record<UserFlow, string>>;
  /** Whether it's the practice tenant's, which has everything on its own host. */
  isPractice?: true;
}

// #region authority
/** Which of a registration's authorities is meant. It depends on the user. */
export interface WhichAuthority {
  userFlow?: UserFlow | undefined;
  /** The user's own tenant, which matters if the authority is for several tenants. */
  tenantId?: string | undefined;
}

/** The URL of a tenant, or in B2C of one of its user flows. */
export function authorityOf(
  tenant: TenantAddress,
  { userFlow, tenantId }: WhichAuthority = {},
): URL {
  if (tenant.allowedTenants && tenantId) return new URL(`/${tenantId}`, tenant.authority);
  if (!tenantTypeRows[tenant.tenantType].hasUserFlows) return new URL(tenant.authority);
  const policy = policyOf(tenant, userFlow);
  if (policy === undefined) throw new Error(`No user flow is configured for ${userFlow}.`);
  return new URL(`${tenant.authority}/${policy}`);
}

/** B2C only: the name of a user flow in this tenant. */
export function policyOf({ userFlows }: TenantAddress, userFlow: UserFlow = 'signUpSignIn') {
  return userFlows?.[userFlow];
}

/** The address of an authority's metadata document (OpenID Connect Discovery 1.0 §4). */
export function discoveryUrl(authority: URL): URL {
  const path = authority.pathname.replace(/\/$/, '');
  const version = path.endsWith('/v2.0') ? '' : '/v2.0';
  return new URL(`${path}${version}/.well-known/openid-configuration`, authority);
}
// #endregion authority

// #region issuer
/**
 * Whether an issuer belongs to an authority. Compared as whole strings (OpenID Connect Discovery §4.3):
 * one host carries thousands of tenants, so comparing hosts would let another tenant in.
 */
export function isIssuerOf(tenantType: TenantType, authority: URL, issuer: string): boolean {
  const { issuers, hasAccountTypes } = tenantTypeRows[tenantType];
  const accountType = hasAccountTypes ? accountTypeOf(authority) : undefined;
  const tenantId = accountType ? tenantInIssuerOf(accountType) : tenantIdIn(issuer);
  const [tenant = '', policy] = authority.pathname.split('/').filter(Boolean);
  if (tenantId === undefined) return false;
  if (isGuid(tenant) && tenant.toLowerCase() !== tenantId.toLowerCase()) return false;
  return issuers({ origin: `https://${authority.host}`, tenantId, policy }).some(
    // You can write a user flow's name in any case; the issuer has it in lower case.
    (each) => each === issuer || (/\/tfp\//.test(each) && sameLetters(each, issuer)),
  );
}
// #endregion issuer

/** The tenant ID, which is part of every issuer of Microsoft Entra and Azure AD B2C. */
export const tenantIdIn = (issuer: string): string | undefined => guid.exec(issuer)?.[0];

/**
 * Whether two issuers are one tenant's, under one host. In B2C, the issuer can name the user flow as well: a
 * user who edits their profile comes back with another one.
 */
export function isSameTenant(one: string, other: string): boolean {
  const tenantOf = (issuer: string) => `${URL.parse(issuer)?.origin} ${tenantIdIn(issuer)}`;
  return one === other || (/\/tfp\//.test(one) && tenantOf(one) === tenantOf(other));
}

const sameLetters = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

// #region user-flows
/** Reads where the tenant is, and reports what can't be right about it. */
export function tenantAddressFrom(
  tenantType: TenantType,
  reader: EnvironmentReader,
): TenantAddress {
  const { variable, hasUserFlows } = tenantTypeRows[tenantType];
  if (!hasUserFlows) {
    const authority = completed(withoutSlash(reader.need(variable)));
    reader.mistakes.push(...mistakesInAuthority(tenantType, authority, reader));
    const allowedTenants = allowedTenantsFrom(reader, tenantType, authority);
    return {
      tenantType,
      authority,
      ...(allowedTenants && { allowedTenants }),
      ...practice(reader, authority),
    };
  }
  const [editProfile, resetPassword] = [
    reader.read('EDITPROFILE_USER_FLOW'),
    reader.read('RESETPASSWORD_USER_FLOW'),
  ];
  const userFlows = {
    signUpSignIn: reader.need('SIGNUPSIGNIN_USER_FLOW'),
    ...(editProfile && { editProfile }),
    ...(resetPassword && { resetPassword }),
  };
  const own = reader.read(variable); // a custom domain, or the practice tenant
  const authority = own === undefined ? usualAddress(reader) : withoutSlash(own);
  reader.mistakes.push(...mistakesInAuthority(tenantType, authority, reader));
  allowedTenantsFrom(reader, tenantType, authority);
  return { tenantType, authority, userFlows, ...practice(reader, authority) };
}

function usualAddress({ need, mistakes }: EnvironmentReader): string {
  const name = need('B2C_TENANT_NAME').replace(/\.onmicrosoft\.com$/i, '');
  if (name === '' || isPlaceholder(name)) return '';
  if (/^[a-z0-9-]+$/i.test(name)) return `https://${name}.b2clogin.com/${name}.onmicrosoft.com`;
  mistakes.push(
    'B2C_TENANT_NAME must be the first part of your domain: contoso for contoso.onmicrosoft.com.',
  );
  return '';
}
// #endregion user-flows

function practice(reader: EnvironmentReader, authority: string): Pick<TenantAddress, 'isPractice'> {
  const url = URL.parse(authority);
  return url !== null && isPracticeTenant(reader, url) ? { isPractice: true } : {};
}

/** The admin center shows only https://contoso.ciamlogin.com/; the tenant must follow it. */
function completed(authority: string): string {
  const name = /^https:\/\/([a-z0-9-]+)\.ciamlogin\.com$/i.exec(authority)?.[1];
  return name && !isGuid(name) ? `${authority}/${name}.onmicrosoft.com` : authority;
}

// #region authority-mistakes
/** Nothing for what is missing or a placeholder: that is reported already. */
function mistakesInAuthority(
  type: TenantType,
  authority: string,
  reader: EnvironmentReader,
): string[] {
  if (authority === '' || isPlaceholder(authority)) return [];
  const { variable, fits, example, endsInVersion, hasAccountTypes } = tenantTypeRows[type];
  if (!URL.canParse(authority)) return [`${variable} isn't an address: use ${example}.`];
  const url = new URL(authority);
  const { protocol, hostname, origin, pathname, search, username } = url;
  if (protocol !== 'https:')
    return [`${variable} must begin with https://, because the app sends its credential there.`];
  if (search || username) return [`${variable} must not contain a question mark or a username.`];
  if (!isPracticeTenant(reader, url) && !fits(hostname))
    return [
      `${variable} names ${hostname}, but for TENANT_TYPE=${type} it must look like ${example}.`,
    ];
  const [tenant, version, ...more] = pathname.split('/').filter(Boolean);
  if (tenant === undefined) return [`${variable} doesn't name a tenant: use ${example}.`];
  const isShared = accountTypeOf(authority) !== undefined;
  if (!hasAccountTypes && isShared)
    return [
      `${variable} names /${tenant}, but only TENANT_TYPE=entra-id has authorities for several tenants: use ${example}.`,
    ];
  if (endsInVersion && !(isGuid(tenant) && version === 'v2.0' && more.length === 0))
    return [`${variable} must be your domain, your tenant ID, and /v2.0: ${example}.`];
  if (hasAccountTypes && !isShared && !isGuid(tenant) && !tenant.includes('.'))
    return [
      `${variable} ends in /${tenant}, which is neither a tenant ID nor a domain, nor one of organizations, common, and consumers: use ${example}.`,
    ];
  if (!endsInVersion && version !== undefined)
    return [
      `${variable} must end after the tenant: use ${isShared ? `${origin}/${tenant}` : example}.`,
    ];
  return [];
}
// #endregion authority-mistakes

const withoutSlash = (text: string) => text.replace(/\/+$/, '');
