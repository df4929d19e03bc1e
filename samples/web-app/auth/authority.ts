import type { Registration, TenantType, UserFlow } from './registration.ts';

export const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const wholeGuid = new RegExp(`^${guid.source}$`, 'i');

export const isGuid = (text: string) => wholeGuid.test(text);

// #region authority
/** The address that stands for a tenant, or in B2C for one of its user flows. */
export function authorityOf(registration: Registration, userFlow?: UserFlow): URL {
  if (registration.tenantType !== 'b2c') return new URL(registration.authority);
  const policy = registration.userFlows?.[userFlow ?? 'signUpSignIn'];
  if (policy === undefined) throw new Error(`No user flow is configured for ${userFlow}.`);
  return new URL(`${registration.authority}/${policy}`);
}

/** Where an authority describes itself (OpenID Connect Discovery 1.0 §4). */
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
  const tenantId = tenantIdIn(issuer);
  const [tenant = '', policy = ''] = authority.pathname.split('/').filter(Boolean);
  if (tenantId === undefined) return false;
  if (isGuid(tenant) && tenant.toLowerCase() !== tenantId.toLowerCase()) return false;
  const here = `https://${authority.host}`;
  if (tenantType === 'b2c')
    return (
      issuer === `${here}/${tenantId}/v2.0/` ||
      issuer.toLowerCase() === `${here}/tfp/${tenantId}/${policy}/v2.0/`.toLowerCase()
    );
  if (issuer === `${here}/${tenantId}/v2.0`) return true;
  // External ID answers with the tenant's GUID as host, whatever name or domain it was asked under.
  const externalId = `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`;
  return tenantType !== 'entra-id' && issuer === externalId;
}
// #endregion issuer

/** The tenant ID, which is part of every issuer of Microsoft Entra and Azure AD B2C. */
export function tenantIdIn(issuer: string): string | undefined {
  return guid.exec(issuer)?.[0];
}
