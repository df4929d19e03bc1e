import { grantTypes } from '../../directory/grant-types.ts';
import type { Tenant } from '../../directory/model.ts';
import { scopeList } from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';

const notInB2c = new Set<string>(['device_code', ...Object.values(grantTypes)]);

/** Azure AD B2C has no device code flow and no flow on behalf of somebody. @throws EntraError AADSTS70003 */
export function requireGrantOf({ type }: Tenant, grant: string | undefined): void {
  if (type !== 'b2c' || grant === undefined || !notInB2c.has(grant)) return;
  const registered = ['authorization_code', 'refresh_token', 'client_credentials'];
  throw new EntraError('AADSTS70003', { grant }, { name: 'grant_type', sent: grant, registered });
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
