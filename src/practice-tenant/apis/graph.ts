import type { IncomingMessage, ServerResponse } from 'node:http';
import { basePath, frontOrigin, paths } from '../directory/addresses.ts';
import { graph } from '../directory/scopes.ts';
import { sendJson } from '../http/answer.ts';
import { subjectFor } from '../protocol/claims/id-token-claims.ts';
import type { Realm } from '../tenant/realm.ts';
import { type Caller, callerOf } from './bearer.ts';

/** One call of Microsoft Graph, who am I, and the userinfo endpoint (OpenID Connect Core §5.3). */
export async function answerGraph(
  realms: readonly Realm[],
  backOrigin: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // B2C tenants have no Graph for the users who sign in.
  const caller = await callerOf(request, realms, ({ tenant }) =>
    tenant.hasGraph ? [graph.appId, graph.uri] : [],
  );
  const user = await caller?.realm.directory.user(caller.objectId);
  if (caller === undefined || user === undefined) {
    const message = 'The access token is missing, has expired, or is for another API.';
    const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
    return sendJson(response, 401, failure('InvalidAuthenticationToken', message), headers);
  }
  const revoked = await challengeFor(caller);
  if (revoked !== undefined) {
    const headers = { 'www-authenticate': revoked };
    return sendJson(response, 401, failure('InvalidAuthenticationToken', outdated), headers);
  }
  if (path === '/graph/oidc/userinfo') {
    // The app's own, as in its ID tokens: it has to compare the two (§5.3.2).
    const sub = subjectFor(caller.realm.tenant, user.objectId, caller.clientId);
    return sendJson(response, 200, { sub, name: user.name, email: user.email });
  }
  if (path !== '/graph/v1.0/me') {
    const message = 'The practice tenant has only /v1.0/me.';
    return sendJson(response, 404, failure('ResourceNotFound', message));
  }
  if (!caller.scopes.has('User.Read')) {
    const message = 'The access token lacks the scope User.Read.';
    return sendJson(response, 403, failure('Authorization_RequestDenied', message));
  }
  sendJson(response, 200, {
    '@odata.context': `${backOrigin}/graph/v1.0/$metadata#users/$entity`,
    id: user.objectId,
    displayName: user.name,
    userPrincipalName: user.username,
    mail: user.email,
  });
}

/** As Graph puts it. */
const outdated =
  'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp';

/**
 * The claims challenge for a token from before the user's sessions were revoked. Only an app with the
 * capability `cp1` gets one; another app's tokens stay valid until they expire.
 */
async function challengeFor(caller: Caller): Promise<string | undefined> {
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
  return `Bearer ${Object.entries(parameters)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}`;
}

const failure = (code: string, message: string) => ({ error: { code, message } });
