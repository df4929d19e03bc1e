import { IncomingMessage } from 'node:http';
import { authenticateClient } from '../../client-authentication/authenticate.ts';
import { credentialsIn } from '../../client-authentication/credentials-in.ts';
import { isPublicClientRedemption } from '../../client-authentication/public-client.ts';
import { findRedemption } from '../../client-authentication/redemption.ts';
import { isSinglePageRedemption } from '../../client-authentication/single-page.ts';
import { backOrigin, paths } from '../../directory/addresses.ts';
import { correctedScopes } from '../../directory/corrected-scopes.ts';
import { grantTypes } from '../../directory/grant-types.ts';
import { asShown } from '../../directory/shown-names.ts';
import { failTokenRequest } from '../../faults/refusals.ts';
import { readForm } from '../../http/form.ts';
import { issuersOf } from '../../tenant/issuers.ts';
import {
  refuseDefaultBesideOthers,
  refusePasswordAtCommon,
  refuseResource,
  requireDefaultScope,
  requireGrantOf,
  requireScopesOfOneResource,
  requireSupportedAccounts,
} from '../../tenant/request-checks.ts';
import type { RequestContext } from '../../tenant/request-context.ts';
import { requestedClaims } from '../claims/requested-claims.ts';
import { requireAssignmentStill } from '../grants/assignment.ts';
import { assumedRedirectUri } from '../grants/assumed-redirect-uri.ts';
import { handOverSecret } from '../grants/client-metadata.ts';
import { requireSameUserFlow } from '../grants/user-flow-grants.ts';
import { holdFor } from './held-request.ts';
import { requireSecondFactor, widenRefreshToken } from './refresh-tokens.ts';
import { refuseRevoked } from './revoked-grants.ts';
import { refuseOtherTenants } from './tenant-of-grant.ts';
import { requireAccountStill } from './usable-account.ts';

/**
 * Authenticates the app, then makes the request that oidc-provider sees: with the hand-over secret
 * instead of the app's own credential. Fills in what the context says of the app and of the request.
 * @throws EntraError
 */
export async function prepareTokenRequest(context: RequestContext): Promise<IncomingMessage> {
  const { realm, provider, request, route, url } = context;
  const fields = new Map(context.form ?? (await readForm(request)));
  const { clientId, secret, assertion } = credentialsIn(fields, request.headers.authorization);
  const grantType = fields.get('grant_type');
  const assumed = await assumedRedirectUri(realm, fields.get('code'));
  if (assumed !== undefined && !fields.has('redirect_uri')) fields.set('redirect_uri', assumed);
  const sentScope = fields.get('scope');
  if (sentScope !== undefined)
    fields.set('scope', await correctedScopes(realm.tenant, realm.directory, sentScope));
  const refreshToken = fields.get('refresh_token');
  context.clientId = clientId;
  refuseResource(realm.tenant, fields.get('resource'));
  const isDeviceCode = url.pathname.toLowerCase().endsWith(paths.deviceCode);
  requireGrantOf(realm.tenant, isDeviceCode ? 'device_code' : grantType);
  refusePasswordAtCommon(grantType, route.shared);
  await failTokenRequest(realm, clientId, grantType, holdFor(context));
  const redemption = await findRedemption(provider, clientId, {
    code: fields.get('code'),
    refreshToken,
    origin: request.headers.origin,
    hasCredential: secret !== undefined || assertion !== undefined,
  });
  const isSinglePage = await isSinglePageRedemption(realm, redemption);
  const publicClient = await isPublicClientRedemption(realm, redemption);
  const app = await authenticateClient(
    realm,
    { clientId, secret, assertion, grantType, singlePage: isSinglePage, publicClient },
    [`${backOrigin(realm.tenant, realm.origins)}${url.pathname}`, ...issuersOf(realm)],
  );
  requireSupportedAccounts(app, realm.tenant, route.shared, 'token');
  await refuseOtherTenants(context, asShown(realm.tenant, app), fields, redemption);
  requireDefaultScope(fields);
  if (!isDeviceCode) requireScopesOfOneResource(fields.get('scope'));
  refuseDefaultBesideOthers(fields.get('scope'));
  await requireSameUserFlow(realm, fields.get('code') ?? refreshToken, route.userFlow);
  await requireAccountStill(realm, redemption);
  await refuseRevoked(realm, redemption);
  if (grantType === 'refresh_token') {
    await requireAssignmentStill(realm, app, redemption.refreshToken?.accountId);
    await widenRefreshToken(realm, provider, refreshToken, fields.get('scope'));
    await requireSecondFactor(provider, refreshToken, fields.get('claims'));
  }
  context.said = {
    claims: fields.get('claims'),
    takesChallenges: requestedClaims(fields.get('claims')).capabilities.length > 0,
    scope: fields.get('scope'),
    isSinglePage,
    wantsClientInfo: fields.get('client_info') === '1',
    proof: proofOf(secret, assertion),
  };
  // MSAL sends the short name.
  if (grantType === 'device_code') fields.set('grant_type', grantTypes.deviceCode);
  for (const name of ['client_assertion', 'client_assertion_type']) fields.delete(name);
  fields.set('client_id', app.clientId);
  fields.set('client_secret', handOverSecret);
  return withBody(request, new URLSearchParams([...fields]).toString());
}

/** The values of the claim `azpacr`; a secret counts before an assertion, as it is checked first. */
function proofOf(secret: string | undefined, assertion: string | undefined): '0' | '1' | '2' {
  if (secret !== undefined) return '1';
  return assertion === undefined ? '0' : '2';
}

/** The same request with another body: oidc-provider reads a stream, and the first one is spent. */
function withBody(request: IncomingMessage, text: string): IncomingMessage {
  const body = Buffer.from(text);
  const { authorization: _, 'transfer-encoding': __, ...headers } = request.headers;
  const fresh = new IncomingMessage(request.socket);
  fresh.method = request.method;
  fresh.url = request.url;
  fresh.httpVersion = request.httpVersion;
  fresh.httpVersionMajor = request.httpVersionMajor;
  fresh.httpVersionMinor = request.httpVersionMinor;
  fresh.headers = { ...headers, 'content-length': String(body.length) };
  // Said to be complete, so that its end does not look like a broken connection.
  fresh.complete = true;
  fresh.push(body);
  fresh.push(null);
  return fresh;
}
