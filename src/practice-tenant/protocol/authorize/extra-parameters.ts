import type { KoaContextWithOIDC } from 'oidc-provider';
import { isRegisteredRedirectUri } from '../../directory/redirect-uris.ts';
import { scopeList } from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../tenant/realm.ts';
import { refuseDefaultBesideOthers } from '../../tenant/request-checks.ts';
import { stepUpParameter } from '../claims/requested-claims.ts';

/** No client sends it. It carries the checks below, for which oidc-provider has no other place. */
export const checksParameter = 'practice_checks';

type Check = null | ((ctx: KoaContextWithOIDC) => Promise<void>);

/**
 * The parameters that oidc-provider keeps beside those it knows, each with its check. A check runs for
 * every request, whether its parameter was sent or not, and after oidc-provider's own checks.
 */
export const extraParameters = (realm: Realm): Record<string, Check> => ({
  p: null,
  domain_hint: null,
  client_info: null,
  [stepUpParameter]: null,
  [checksParameter]: async (ctx) => {
    restoreOfflineAccess(ctx);
    const scope = requireScope(ctx);
    refuseDefaultBesideOthers(scope);
    await requirePkceOfSinglePage(realm, ctx);
  },
});

/**
 * oidc-provider drops `offline_access` unless the user is asked for consent (OpenID Connect Core
 * §11); Entra gives a refresh token whenever the app asks.
 */
function restoreOfflineAccess({ method, query, oidc }: KoaContextWithOIDC): void {
  const { params = {}, body } = oidc;
  const sent = method === 'POST' ? body?.['scope'] : query['scope'];
  const kept = scopeList(params['scope']);
  if (!scopeList(sent).includes('offline_access') || kept.includes('offline_access')) return;
  params['scope'] = [...kept, 'offline_access'].join(' ');
}

/** oidc-provider itself would issue an authorization code without any scope. @throws EntraError AADSTS900144 */
function requireScope({ oidc }: KoaContextWithOIDC): string {
  const scope = oidc.params?.['scope'];
  if (typeof scope !== 'string' || scopeList(scope).length === 0) {
    throw new EntraError('AADSTS900144', { field: 'scope' });
  }
  return scope;
}

/**
 * A single-page app has no secret, so without PKCE a stolen code would be enough; other apps don't
 * need it. @throws EntraError AADSTS9002325
 */
async function requirePkceOfSinglePage(realm: Realm, { oidc }: KoaContextWithOIDC): Promise<void> {
  const { client_id: clientId, redirect_uri: uri, code_challenge: challenge } = oidc.params ?? {};
  if (challenge !== undefined || typeof clientId !== 'string' || typeof uri !== 'string') return;
  const app = await realm.directory.registration(clientId);
  if (isRegisteredRedirectUri(app?.singlePageRedirectUris ?? [], uri)) {
    throw new EntraError('AADSTS9002325');
  }
}
