import type { Registration, Tenant } from '../../directory/model.ts';
import { isRegisteredRedirectUri, redirectUrisOf } from '../../directory/redirect-uris.ts';
import { givesTokens, responseTypeParts } from '../../directory/response-types.ts';
import { scopeList } from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';
import { onlyTokenParameter } from '../../tenant/only-token.ts';
import { requestedClaims, stepUpParameter } from '../claims/requested-claims.ts';
import { assumedParameter } from '../grants/assumed-redirect-uri.ts';
import { internalParameters, noNonce } from './internal-parameters.ts';
import { withoutPlainChallenge } from './proof-key.ts';
import { internalMode, responseModes } from './response-modes.ts';

const known: ReadonlySet<string> = new Set(responseModes);
/** Parameters that MSAL sends and oidc-provider would refuse. */
const unknownToProvider = ['claims', 'registration', 'resource'];
/** Parameters about an ID token, which mean nothing without the scope `openid`. */
const aboutIdTokens = ['nonce', 'max_age', 'id_token_hint'];

/**
 * The authorization request as oidc-provider must see it.
 * @throws EntraError AADSTS70007 for an unknown response mode
 */
export function prepareAuthorizeRequest(
  { consent, dialect }: Tenant,
  app: Registration | undefined,
  query: URLSearchParams,
): URLSearchParams {
  const prepared = new URLSearchParams(query);
  for (const name of [...unknownToProvider, ...internalParameters]) prepared.delete(name);
  const { contexts } = requestedClaims(query.get('claims'));
  if (contexts.length > 0) prepared.set(stepUpParameter, contexts.join(' '));
  const asked = responseTypeParts(query.get('response_type'));
  const usual = givesTokens(query.get('response_type')) ? 'fragment' : 'query';
  const mode = prepared.get('response_mode') || usual;
  if (!known.has(mode)) throw unknownMode(mode);
  prepared.set('response_mode', internalMode(mode));
  if (consent === 'administratorElsewhere') withoutConsent(prepared);
  const wantsIdToken = asked.includes('id_token');
  if (!wantsIdToken && !scopeList(prepared.get('scope')).includes('openid')) {
    for (const name of aboutIdTokens) prepared.delete(name);
  }
  if (wantsIdToken && dialect === 'b2c' && !prepared.get('nonce')) prepared.set('nonce', noNonce);
  if (asked.join(' ') === 'token') {
    prepared.set('response_type', 'code token');
    prepared.set(onlyTokenParameter, 'yes');
  }
  if (dialect === 'entra' && app !== undefined) assumeRedirectUri(prepared, app);
  if (!isSinglePageWithoutMethod(prepared, app)) withoutPlainChallenge(prepared);
  else prepared.delete('code_challenge');
  const clientId = prepared.get('client_id');
  if (clientId !== null) prepared.set('client_id', clientId.toLowerCase());
  return prepared;
}

/** Entra picks any of the registered ones; here it's always the first. */
function assumeRedirectUri(prepared: URLSearchParams, app: Registration): void {
  const [first] = redirectUrisOf(app);
  if (prepared.get('redirect_uri') || first === undefined) return;
  prepared.set('redirect_uri', first);
  prepared.set(assumedParameter, 'yes');
}

/** A single-page app must name the method; without one its challenge doesn't count. */
function isSinglePageWithoutMethod(
  prepared: URLSearchParams,
  app: Registration | undefined,
): boolean {
  const uri = prepared.get('redirect_uri') ?? '';
  const isSinglePage = isRegisteredRedirectUri(app?.singlePageRedirectUris ?? [], uri);
  return isSinglePage && !prepared.get('code_challenge_method');
}

/** Where an administrator consents elsewhere there is no page to ask for. */
function withoutConsent(prepared: URLSearchParams): void {
  const prompts = scopeList(prepared.get('prompt')).filter((prompt) => prompt !== 'consent');
  if (prompts.length > 0) prepared.set('prompt', prompts.join(' '));
  else prepared.delete('prompt');
}

function unknownMode(mode: string): EntraError {
  const comparison = { name: 'response_mode', sent: mode, registered: responseModes };
  return new EntraError('AADSTS70007', { mode }, comparison);
}
