import {
  guid,
  isGuid,
  type Registration,
  type TenantType,
  type UserFlow,
} from '../registration/registration.ts';

// #region authority
/** The address that stands for a tenant, or in B2C for one of its user flows. */
export function authorityOf(registration: Registration, userFlow?: UserFlow): URL {
  const { tenantType, authority } = registration;
  if (tenantType !== 'b2c') return new URL(authority);
  const policy = policyOf(registration, userFlow);
  if (policy === undefined) throw new Error(`No user flow is configured for ${userFlow}.`);
  return new URL(`${authority}/${policy}`);
}

/** B2C only: the name of a user flow in this tenant. */
export function policyOf({ userFlows }: Registration, userFlow: UserFlow = 'signUpSignIn') {
  return userFlows?.[userFlow];
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
