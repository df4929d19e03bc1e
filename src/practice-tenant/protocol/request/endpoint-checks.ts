import type { Registration, Tenant } from '../../directory/model.ts';
import { EntraError } from '../../errors/entra-error.ts';

/**
 * At `/common` and `/organizations` only apps for accounts of any organization are served, with pages
 * and with tokens. @throws EntraError AADSTS50194
 */
export function requireAnyTenant(
  app: Registration | undefined,
  endpoint: string | undefined,
): void {
  if (endpoint === undefined || app?.audience !== 'thisTenant') return;
  throw new EntraError(
    'AADSTS50194',
    { client: app.clientId, endpoint },
    { name: 'account types', sent: endpoint, registered: ['accounts in this tenant only'] },
  );
}

/**
 * `resource` belongs to the older endpoints; here a scope names its API. Azure AD B2C never had it and
 * says nothing. @throws EntraError AADSTS901002
 */
export function refuseResource({ dialect }: Tenant, resource: string | null | undefined): void {
  if (dialect === 'b2c' || resource === null || resource === undefined) return;
  throw new EntraError('AADSTS901002', { name: 'resource' });
}
