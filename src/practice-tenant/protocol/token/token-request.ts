import { IncomingMessage } from 'node:http';
import type { Provider } from 'oidc-provider';
import { authenticateClient } from '../../client-authentication/authenticate.ts';
import { isSinglePageRedemption } from '../../client-authentication/single-page.ts';
import { backOrigin, paths } from '../../directory/addresses.ts';
import { failTokenRequest } from '../../faults/refusals.ts';
import { readForm } from '../../http/body.ts';
import type { Realm } from '../../realm/realm.ts';
import { grantTypes, handOverSecret, requireGrantOf } from '../grants/client-metadata.ts';
import { requireSameUserFlow } from '../grants/user-flow-grants.ts';
import { requireAnyTenant } from '../request/any-tenant.ts';
import { type RoutedRequest, rememberRoute, routeOf } from '../request/request-context.ts';
import { refuseResource } from '../request/v1-parameters.ts';
import { requireDefaultScope } from './default-scope.ts';
import { requireSecondFactor, widenRefreshToken } from './refresh-tokens.ts';

export interface TokenRequest
  extends Pick<RoutedRequest, 'claims' | 'scope' | 'singlePage' | 'clientInfo' | 'proof'> {
  /** As oidc-provider must see it. */
  request: IncomingMessage;
}

/**
 * Authenticates the app, then makes the request that oidc-provider sees: with the hand-over secret
 * instead of the app's own credential.
 * @throws EntraError
 */
export async function prepareTokenRequest(
  realm: Realm,
  provider: Provider,
  request: IncomingMessage,
  pathname: string,
): Promise<TokenRequest> {
  const fields = await readForm(request);
  const basic = basicCredentials(request.headers.authorization);
  const clientId = fields.get('client_id') ?? basic?.clientId;
  rememberRoute(request, { ...routeOf(request), clientId });
  refuseResource(realm.tenant, fields.get('resource'));
  await failTokenRequest(realm, clientId, fields.get('grant_type'));
  const singlePage = await isSinglePageRedemption(realm, provider, {
    clientId,
    code: fields.get('code'),
    refreshToken: fields.get('refresh_token'),
    origin: request.headers.origin,
  });
  const secret = fields.get('client_secret') ?? basic?.secret;
  const assertion = fields.get('client_assertion');
  const app = await authenticateClient(
    realm,
    {
      clientId,
      secret,
      assertion,
      grantType: fields.get('grant_type'),
      singlePage,
    },
    [`${backOrigin(realm.tenant, realm.origins)}${pathname}`, realm.issuer],
  );
  requireAnyTenant(app, routeOf(request).shared);
  const isDeviceCode = pathname.toLowerCase().endsWith(paths.deviceCode);
  requireGrantOf(realm.tenant, isDeviceCode ? 'device_code' : fields.get('grant_type'));
  requireDefaultScope(fields);
  const grant = fields.get('code') ?? fields.get('refresh_token');
  await requireSameUserFlow(realm, grant, routeOf(request).userFlow);
  if (fields.get('grant_type') === 'refresh_token') {
    const scope = fields.get('scope');
    await widenRefreshToken(realm, provider, { refresh_token: fields.get('refresh_token'), scope });
    await requireSecondFactor(provider, fields.get('refresh_token'), fields.get('claims'));
  }
  // MSAL sends the short name.
  if (fields.get('grant_type') === 'device_code') fields.set('grant_type', grantTypes.deviceCode);
  for (const name of ['client_assertion', 'client_assertion_type']) fields.delete(name);
  fields.set('client_id', app.clientId);
  fields.set('client_secret', handOverSecret);
  const body = new URLSearchParams([...fields]).toString();
  return {
    request: withBody(request, body),
    claims: fields.get('claims'),
    scope: fields.get('scope'),
    singlePage,
    clientInfo: fields.get('client_info') === '1',
    proof: proofOf(secret, assertion),
  };
}

/** The values of the claim `azpacr`; a secret counts before an assertion, as it is checked first. */
function proofOf(secret: string | undefined, assertion: string | undefined): '0' | '1' | '2' {
  if (secret !== undefined) return '1';
  return assertion === undefined ? '0' : '2';
}

function basicCredentials(header: string | undefined) {
  if (header?.startsWith('Basic ') !== true) return undefined;
  const text = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { clientId: decoded(text.slice(0, colon)), secret: decoded(text.slice(colon + 1)) };
}

/** RFC 6749 §2.3.1 has both halves form-encoded; a half that is not is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
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
