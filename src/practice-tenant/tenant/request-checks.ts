import { grantTypes } from '../directory/grant-types.ts';
import type { Registration, Tenant } from '../directory/model.ts';
import { scopeList } from '../directory/scopes.ts';
import { EntraError } from '../errors/entra-error.ts';

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

const notEverywhere = new Set<string>(Object.values(grantTypes));

/** Azure AD B2C has no device code flow and no flow on behalf of somebody. @throws EntraError AADSTS70003 */
export function requireGrantOf({ grants }: Tenant, grant: string | undefined): void {
  const standard = grant === 'device_code' ? grantTypes.deviceCode : grant;
  if (grant === undefined || standard === undefined) return;
  if (!notEverywhere.has(standard) || grants.includes(standard)) return;
  throw new EntraError(
    'AADSTS70003',
    { grant },
    { name: 'grant_type', sent: grant, registered: grants },
  );
}

/**
 * Without a user there is nobody whose consent a single scope could stand for: an app asks for all that
 * an administrator gave it, with `/.default` behind the API.
 * @throws EntraError AADSTS900144, AADSTS70011
 */
export function requireDefaultScope(fields: ReadonlyMap<string, string>): void {
  if (fields.get('grant_type') !== 'client_credentials') return;
  const scope = fields.get('scope') ?? '';
  const [wanted, ...more] = scopeList(scope);
  if (wanted === undefined) throw new EntraError('AADSTS900144', { field: 'scope' });
  if (wanted.endsWith('/.default') && more.length === 0) return;
  const registered = ['one scope that ends in /.default'];
  throw new EntraError('AADSTS70011', { scope }, { name: 'scope', sent: scope, registered });
}
