import type { Context } from 'oidc-provider';
import { isRegisteredRedirectUri } from '../../directory/redirect-uris.ts';
import { scopeList } from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../realm/realm.ts';

/**
 * A single-page app has no secret, so without PKCE a stolen code would be enough; every other app is
 * asked for nothing. @throws EntraError AADSTS9002325
 */
export async function requirePkceOfSinglePage(realm: Realm, { oidc }: Context): Promise<void> {
  const { client_id: clientId, redirect_uri: uri, code_challenge: challenge } = oidc.params;
  if (challenge !== undefined || typeof clientId !== 'string' || typeof uri !== 'string') return;
  const app = await realm.directory.registration(clientId);
  if (isRegisteredRedirectUri(app?.singlePageRedirectUris ?? [], uri)) {
    throw new EntraError('AADSTS9002325');
  }
}

/** The provider itself would answer with a code for nothing. @throws EntraError AADSTS900144 */
export function requireScope({ oidc }: Context): void {
  if (scopeList(oidc.params['scope']).length === 0) {
    throw new EntraError('AADSTS900144', { field: 'scope' });
  }
}
