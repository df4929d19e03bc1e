import { decodeJwt } from 'jose';
import { basePath, frontOrigin, paths } from '../../directory/addresses.ts';
import { graph } from '../../directory/scopes.ts';
import type { Caller } from '../bearer.ts';
import { GraphError } from './odata/graph-error.ts';

const refused = (message: string, header: string): GraphError =>
  new GraphError(401, 'InvalidAuthenticationToken', message, {
    headers: { 'www-authenticate': header },
  });

/**
 * Why a request has no caller, in the words of the real service as far as they are known.
 * @param authorization the header
 * @param authorizeAddress where a client gets a token
 */
export function refusedToken(
  authorization: string | undefined,
  authorizeAddress: string,
  now: number,
): GraphError {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  const challenge = `Bearer realm="", authorization_uri="${authorizeAddress}", client_id="${graph.appId}"`;
  if (token === undefined) return refused('Access token is empty.', challenge);
  return refused(messageFor(token, now), `${challenge}, error="invalid_token"`);
}

function messageFor(token: string, now: number): string {
  if (!token.includes('.')) return 'IDX14100: JWT is not well formed, there are no dots (.).';
  try {
    const { aud, exp = 0 } = decodeJwt(token);
    if (aud !== graph.appId && aud !== graph.uri) {
      return 'Access token validation failure. Invalid audience.';
    }
    if (exp * 1000 <= now) return 'Lifetime validation failed, the token is expired.';
  } catch {
    return 'CompactToken parsing failed with error code: 80049217';
  }
  return 'Access token validation failure.';
}

/** As Graph puts it. */
const outdated =
  'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp';

/**
 * The claims challenge for a token from before the user's sessions were revoked. Only an app with the
 * capability `cp1` gets one; another app's tokens stay valid until they expire.
 */
export async function revokedToken(caller: Caller): Promise<GraphError | undefined> {
  const { realm, objectId, issuedAt, takesChallenges } = caller;
  const last = await realm.revocations.lastOf(objectId);
  if (!takesChallenges || last === undefined || issuedAt > last) return undefined;
  const claims = { access_token: { nbf: { essential: true, value: String(last + 1) } } };
  const { tenant, origins } = realm;
  const authorize = `${frontOrigin(tenant, origins)}${basePath(tenant, undefined)}${paths.authorize}`;
  const parameters = {
    realm: '',
    authorization_uri: authorize,
    client_id: graph.appId,
    error_description: outdated,
    error: 'insufficient_claims',
    claims: Buffer.from(JSON.stringify(claims)).toString('base64'),
  };
  const header = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`);
  return refused(outdated, `Bearer ${header.join(', ')}`);
}

/**
 * For a token whose app has been deleted since it was issued. An app without a user calls as its service
 * principal; with one, Microsoft's own tools need none.
 */
export async function missingApp({
  realm,
  clientId,
  isApp,
}: Caller): Promise<GraphError | undefined> {
  const app = await realm.directory.registration(clientId);
  const isThere = app !== undefined && !(isApp && app.withoutServicePrincipal === true);
  if (isThere) return undefined;
  return new GraphError(
    401,
    'Authorization_IdentityNotFound',
    'The identity of the calling application could not be established.',
  );
}
