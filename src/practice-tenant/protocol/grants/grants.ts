import type { Grant } from 'oidc-provider';
import type { Registration } from '../../directory/model.ts';
import { isOpenIdScope } from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../realm/realm.ts';

interface ScopesOfResource {
  scopes: ReadonlySet<string>;
}

/** Puts scopes that were agreed to into a grant, each under its resource. */
export function addToGrant(
  grant: Grant,
  scopes: readonly string[],
  resources: Readonly<Record<string, ScopesOfResource>>,
): void {
  grant.addOIDCScope(scopes.filter(isOpenIdScope).join(' '));
  for (const [uri, resource] of Object.entries(resources)) {
    const own = scopes.filter((scope) => resource.scopes.has(scope));
    if (own.length > 0) grant.addResourceScope(uri, own.join(' '));
  }
}

/** The app behind a request. oidc-provider asks only for clients that exist, so a gap is a bug here. */
export async function appOf(realm: Realm, clientId: string | undefined): Promise<Registration> {
  const app = await realm.directory.registration(clientId);
  if (app === undefined) throw new Error(`No registration ${clientId} in ${realm.tenant.domain}.`);
  return app;
}

/** AADSTS65001: nobody has agreed that the app has these scopes. */
export const notConsented = (app: Registration, scopes: readonly string[]): EntraError =>
  new EntraError(
    'AADSTS65001',
    { client: app.clientId, name: app.name },
    { name: 'scope', sent: scopes.join(' '), registered: app.adminConsent },
  );

/** @throws EntraError AADSTS65001 when the person has not agreed to all of the scopes */
export async function requireConsent(
  realm: Realm,
  objectId: string,
  clientId: string | undefined,
  scopes: readonly string[],
): Promise<void> {
  const app = await appOf(realm, clientId);
  const asked = [...new Set(scopes)].filter((scope) => !isOpenIdScope(scope));
  const missing = await realm.consents.missing(objectId, app, asked);
  if (missing.length > 0) throw notConsented(app, missing);
}
