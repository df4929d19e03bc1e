import { requestedClaims } from '../protocol/requested-claims.ts';
import { internalMode, responseModes } from '../protocol/response-modes.ts';
import { stepUpParameter } from '../protocol/step-up.ts';

const known: ReadonlySet<string> = new Set(responseModes);
/** Parameters that MSAL sends and oidc-provider would refuse. */
const unknownToProvider = ['claims', 'registration', 'resource', stepUpParameter];

/** The authorization request as oidc-provider must see it. */
export function prepareAuthorizeRequest(query: URLSearchParams): URLSearchParams {
  const prepared = new URLSearchParams(query);
  for (const name of unknownToProvider) prepared.delete(name);
  const { contexts } = requestedClaims(query.get('claims'));
  if (contexts.length > 0) prepared.set(stepUpParameter, contexts.join(' '));
  const mode = prepared.get('response_mode') ?? 'query';
  if (known.has(mode)) prepared.set('response_mode', internalMode(mode));
  const clientId = prepared.get('client_id');
  if (clientId !== null) prepared.set('client_id', clientId.toLowerCase());
  return prepared;
}
