import type { Tenant } from '../../directory/model.ts';
import { EntraError } from '../../errors/entra-error.ts';

/**
 * `resource` belongs to the older endpoints; here a scope names its API. Azure AD B2C never had it and
 * says nothing. @throws EntraError AADSTS901002
 */
export function refuseResource({ type }: Tenant, resource: string | null | undefined): void {
  if (type === 'b2c' || resource === null || resource === undefined) return;
  throw new EntraError('AADSTS901002', { name: 'resource' });
}
