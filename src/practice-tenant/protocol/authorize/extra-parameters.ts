import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Registration } from '../../directory/model.ts';
import { isRegisteredRedirectUri } from '../../directory/redirect-uris.ts';
import { responseTypeParts } from '../../directory/response-types.ts';
import { scopeList } from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';
import { askedFaultsParameter, faultsIn } from '../../faults/asked-faults.ts';
import { attemptId, attemptParameter } from '../../faults/attempts.ts';
import { asksOnlyForToken, onlyTokenParameter } from '../../tenant/only-token.ts';
import type { Realm } from '../../tenant/realm.ts';
import {
  refuseDefaultBesideOthers,
  requireEnabled,
  requireOnePrompt,
  requireScopeOfToken,
} from '../../tenant/request-checks.ts';
import { contextOf } from '../../tenant/request-context.ts';
import { sharedRequestParameter } from '../../tenant/shared-request.ts';
import { stepUpParameter } from '../claims/requested-claims.ts';
import { assumedParameter } from '../grants/assumed-redirect-uri.ts';
import { appOf } from '../grants/grants.ts';
import { checksParameter, noNonce } from './internal-parameters.ts';
import { refuseTokensInQuery } from './response-modes.ts';

type Parameters = Readonly<Record<string, unknown>>;
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
  [onlyTokenParameter]: null,
  [assumedParameter]: null,
  [sharedRequestParameter]: null,
  [askedFaultsParameter]: async ({ oidc }) => {
    faultsIn(oidc.params?.[askedFaultsParameter]);
  },
  [attemptParameter]: async ({ oidc }) => {
    const sent = oidc.params?.[attemptParameter];
    if (sent === undefined || attemptId(sent) !== undefined) return;
    const reason = `${attemptParameter} must have 16 to 64 letters, digits, hyphens, and underscores`;
    throw new EntraError('AADSTS9002313', { reason });
  },
  [checksParameter]: async (ctx) => {
    const { params = {} } = ctx.oidc;
    restoreOfflineAccess(ctx);
    if (params['nonce'] === noNonce) params['nonce'] = undefined;
    const scope = requireScope(ctx);
    refuseDefaultBesideOthers(scope);
    // As it was sent: `max_age=0` has added a prompt.
    requireOnePrompt(realm.tenant, ctx.query['prompt']);
    const asked = askedParts(params);
    const app = await appOf(realm, ctx.oidc.client?.clientId);
    requireEnabled(app, asked);
    refuseTokensInQuery(asked, params['response_mode']);
    if (asked.includes('token')) requireScopeOfToken(scope);
    if (asked.includes('code')) requirePkceOfSinglePage(app, params);
    if (contextOf(ctx).isAmbiguous === true) throw new EntraError('AADSTS16000');
  },
});

/** What was asked for, whatever oidc-provider sees instead. */
function askedParts(params: Parameters): string[] {
  const { response_type: type } = params;
  // A device code is asked for without a response type.
  if (typeof type !== 'string') return [];
  return asksOnlyForToken(params) ? ['token'] : responseTypeParts(type);
}

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
function requirePkceOfSinglePage(
  { singlePageRedirectUris = [] }: Registration,
  { redirect_uri: uri, code_challenge: challenge }: Parameters,
): void {
  if (challenge !== undefined || typeof uri !== 'string') return;
  if (isRegisteredRedirectUri(singlePageRedirectUris, uri)) throw new EntraError('AADSTS9002325');
}
