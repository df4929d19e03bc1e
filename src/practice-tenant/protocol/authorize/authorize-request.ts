import type { Tenant } from '../../directory/model.ts';
import { scopeList } from '../../directory/scopes.ts';
import { EntraError } from '../../errors/entra-error.ts';
import { requestedClaims, stepUpParameter } from '../claims/requested-claims.ts';
import { internalMode, responseModes } from './response-modes.ts';

const known: ReadonlySet<string> = new Set(responseModes);
/** Parameters that MSAL sends and oidc-provider would refuse. */
const unknownToProvider = ['claims', 'registration', 'resource', stepUpParameter];
/** Parameters about an ID token, which mean nothing without the scope `openid`. */
const aboutIdTokens = ['nonce', 'max_age', 'id_token_hint'];

/**
 * The authorization request as oidc-provider must see it.
 * @throws EntraError AADSTS9002313 for an unknown response mode
 */
export function prepareAuthorizeRequest(
  { consent }: Tenant,
  query: URLSearchParams,
): URLSearchParams {
  const prepared = new URLSearchParams(query);
  for (const name of unknownToProvider) prepared.delete(name);
  const { contexts } = requestedClaims(query.get('claims'));
  if (contexts.length > 0) prepared.set(stepUpParameter, contexts.join(' '));
  const mode = prepared.get('response_mode') || 'query';
  if (!known.has(mode)) throw unknownMode(mode);
  prepared.set('response_mode', internalMode(mode));
  if (consent === 'administratorElsewhere') withoutConsent(prepared);
  if (!scopeList(prepared.get('scope')).includes('openid')) {
    for (const name of aboutIdTokens) prepared.delete(name);
  }
  const clientId = prepared.get('client_id');
  if (clientId !== null) prepared.set('client_id', clientId.toLowerCase());
  return prepared;
}

/** Where an administrator consents elsewhere there is no page to ask for. */
function withoutConsent(prepared: URLSearchParams): void {
  const prompts = scopeList(prepared.get('prompt')).filter((prompt) => prompt !== 'consent');
  if (prompts.length > 0) prepared.set('prompt', prompts.join(' '));
  else prepared.delete('prompt');
}

function unknownMode(mode: string): EntraError {
  const comparison = { name: 'response_mode', sent: mode, registered: responseModes };
  return new EntraError('AADSTS9002313', { reason: 'the response_mode is unknown' }, comparison);
}
