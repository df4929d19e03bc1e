import { decodeJwt, type JWTPayload } from 'jose';
import { callProtectedResource, codeFlow } from '../code-flow.ts';
import { checkConfiguration } from '../configuration-conditions.ts';
import { enoughEntropy, entropyOf, isLongEnough } from '../entropy.ts';
import type { Setting, TestClient } from '../setting.ts';
import { checkInvalidGrant, isJson, isLifetime, requestTokens } from '../token-request.ts';

const printable = /^[\x20-\x7e]+$/;
const scope = 'openid offline_access';

/** Two clients renew; then the first one tries the refresh token of the second. */
export async function refreshToken(setting: Setting): Promise<void> {
  const { clients, log, server } = setting;
  await checkConfiguration(setting);
  const supported = server.grant_types_supported?.includes('refresh_token') === true;
  log.warn('EnsureServerConfigurationSupportsRefreshToken', supported);
  await renew(setting, clients[0]);
  const ofSecond = await renew(setting, clients[1]);
  const fields = { grant_type: 'refresh_token', refresh_token: ofSecond };
  checkInvalidGrant(setting, await requestTokens(setting, { client: clients[0], fields }));
}

async function renew(setting: Setting, client: TestClient): Promise<string> {
  const { log, later } = setting;
  const first = await codeFlow(setting, { client, scope, changes: { prompt: 'consent' } });
  const { refresh_token: given } = first.answer.body;
  if (given === undefined) return log.skip('ExtractRefreshTokenFromTokenResponse');
  log.check('EnsureRefreshTokenContainsAllowedCharactersOnly', printable.test(given));
  later(1);
  const fields = { grant_type: 'refresh_token', refresh_token: given, scope };
  const { status, headers, body } = await requestTokens(setting, { client, fields });
  log.check('CheckTokenEndpointHttpStatus200', status === 200, body);
  log.check('CheckTokenEndpointReturnedJsonContentType', isJson(headers));
  const cacheControl = headers.get('cache-control') ?? '';
  log.check('CheckTokenEndpointCacheHeaders', /(^|,) *no-store *(,|$)/.test(cacheControl));
  log.check('CheckIfTokenEndpointResponseError', body.error === undefined, body);
  const { access_token: accessToken, refresh_token: next, id_token: idToken } = body;
  const { expires_in: lifetime } = body;
  log.check('ExtractAccessTokenFromTokenResponse', accessToken !== undefined, Object.keys(body));
  log.check('CheckTokenTypeIsBearer', /^bearer$/i.test(body.token_type ?? ''), body.token_type);
  if (accessToken !== undefined) {
    log.check('EnsureMinimumAccessTokenEntropy', entropyOf(accessToken) > enoughEntropy);
    log.check('EnsureAccessTokenContainsAllowedCharactersOnly', printable.test(accessToken));
  }
  log.warn('ExtractExpiresInFromTokenEndpointResponse', lifetime !== undefined);
  log.check('ValidateExpiresIn', lifetime === undefined || isLifetime(lifetime), lifetime);
  if (next !== undefined) {
    log.check('EnsureMinimumRefreshTokenLength', isLongEnough(next));
    log.check('EnsureMinimumRefreshTokenEntropy', entropyOf(next) > enoughEntropy);
  }
  if (idToken !== undefined)
    log.check('CompareIdTokenClaims', isSameSignIn(first.claims, decodeJwt(idToken)), body);
  await callProtectedResource(setting, accessToken);
  return next ?? given;
}

/** OpenID Connect Core §12.2. */
const isSameSignIn = (first: JWTPayload, second: JWTPayload): boolean =>
  first.iss === second.iss &&
  first.sub === second.sub &&
  first.iat !== second.iat &&
  JSON.stringify(first.aud) === JSON.stringify(second.aud) &&
  first['azp'] === second['azp'] &&
  (second['auth_time'] === undefined || second['auth_time'] === first['auth_time']);
