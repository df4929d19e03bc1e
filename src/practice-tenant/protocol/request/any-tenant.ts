import type { Registration } from '../../directory/model.ts';
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
