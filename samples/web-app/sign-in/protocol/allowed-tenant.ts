import { SignInError } from '../errors/sign-in-error.ts';
import { accountTypeOf, isAllowed } from '../registration/account-types.ts';
import type { TenantAddress } from '../registration/authority.ts';

/** Whether the app lets in users of this tenant. With an authority for one tenant, the issuer has decided that. */
export function isTenantAllowed(
  { authority, allowedTenants }: TenantAddress,
  tenantId: string,
): boolean {
  const accountType = accountTypeOf(authority);
  if (allowedTenants === undefined || accountType === undefined) return true;
  return isAllowed(accountType, allowedTenants, tenantId);
}

// #region check-tenant
/** @throws SignInError `tenant_not_allowed` */
export function checkTenant(tenant: TenantAddress, tenantId: string): void {
  if (!isTenantAllowed(tenant, tenantId))
    throw new SignInError('tenant_not_allowed', {
      detail: `tenant ${tenantId} is not among ALLOWED_TENANTS`,
    });
}
// #endregion check-tenant
