import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { paths } from '../directory/addresses.ts';
import { EntraError } from '../errors/entra-error.ts';
import { inWordsOf } from '../errors/in-b2c-words.ts';
import { ServiceDown } from '../faults/refusals.ts';
import { answerPath } from '../federation/social-provider.ts';
import { redirect, sendError, sendJson } from '../http/answer.ts';
import { readForm } from '../http/body.ts';
import { allowAnyOrigin, answerPreflight } from '../http/cross-origin.ts';
import { handleAdminConsent } from '../interaction/admin-consent.ts';
import { handleInteraction } from '../interaction/handle.ts';
import { backFromSocial } from '../interaction/social-actions.ts';
import { prepareAuthorizeRequest } from '../protocol/authorize/authorize-request.ts';
import { discoveryDocument } from '../protocol/discovery/discovery-document.ts';
import { recordRefusal } from '../protocol/outcome/record.ts';
import { requireAnyTenant } from '../protocol/request/any-tenant.ts';
import { rememberRoute, routeOf } from '../protocol/request/request-context.ts';
import type { Route } from '../protocol/request/route.ts';
import { refuseResource } from '../protocol/request/v1-parameters.ts';
import { signOut } from '../protocol/sign-out/sign-out.ts';
import { prepareTokenRequest, type TokenRequest } from '../protocol/token/token-request.ts';
import type { Realm } from '../realm/realm.ts';
import { refuseUserFlow } from './unknown-user-flow.ts';

export interface OpenTenant {
  realm: Realm;
  provider: Provider;
  callback: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

const accepted: Readonly<Record<string, readonly string[]>> = {
  [paths.discovery]: ['GET', 'OPTIONS'],
  '/.well-known/openid-configuration': ['GET', 'OPTIONS'],
  [paths.keys]: ['GET', 'OPTIONS'],
  '/discovery/keys': ['GET', 'OPTIONS'],
  [paths.token]: ['POST', 'OPTIONS'],
  [paths.deviceCode]: ['POST', 'OPTIONS'],
  [paths.authorize]: ['GET', 'POST'],
  [paths.logout]: ['GET', 'POST'],
  [answerPath]: ['GET'],
  '/adminconsent': ['GET', 'POST'],
  '/v2.0/adminconsent': ['GET', 'POST'],
};

/** Answers every address below one tenant, and writes refusals into its sign-in log. @throws EntraError */
export async function answerTenant(
  tenant: OpenTenant,
  route: Route,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (route.unknownUserFlow !== undefined) {
    const { tenant: named, unknownUserFlow: sent } = route;
    return refuseUserFlow({ tenant: named, sent }, request, response);
  }
  rememberRoute(request, route);
  try {
    await answerRoute(tenant, route, url, request, response);
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    const endpoint = route.path.split('/').at(-1) ?? '';
    const clientId = url.searchParams.get('client_id') ?? routeOf(request).clientId;
    const said = inWordsOf(tenant.realm.tenant, error);
    await recordRefusal(tenant.realm, request, endpoint, clientId, said);
    throw said;
  }
}

async function answerRoute(
  { realm, provider, callback }: OpenTenant,
  route: Route,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { path, base, userFlow, shared } = route;
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
  const methods = accepted[path];
  if (methods?.includes(method) === false) {
    const values = { accepted: methods.join(' and '), received: method };
    return sendError(request, response, new EntraError('AADSTS900561', values), realm.tenant);
  }
  if (method === 'OPTIONS' && methods !== undefined) return answerPreflight(request, response);
  let seen = request;
  let said: Omit<TokenRequest, 'request'> = {};
  let query = url.search;
  switch (path) {
    case paths.discovery:
    case '/.well-known/openid-configuration':
      if (await realm.faults.isOnAnywhere('discovery-down')) throw new ServiceDown();
      return sendJson(
        response,
        200,
        discoveryDocument(realm.tenant, userFlow, realm.origins, shared),
      );
    case paths.keys:
    case '/discovery/keys':
      return sendJson(response, 200, { keys: [{ ...realm.key.public, issuer: realm.issuer }] });
    case paths.logout: {
      const sent = method === 'POST' ? await readForm(request) : new Map(url.searchParams);
      return signOut(realm, provider, sent, request, response);
    }
    case answerPath:
      return backFromSocial(realm, url.searchParams, response);
    case '/adminconsent':
    case '/v2.0/adminconsent':
      return handleAdminConsent(realm, url, request, response);
    case paths.token:
    case paths.deviceCode:
      allowAnyOrigin(response);
      ({ request: seen, ...said } = await prepareTokenRequest(
        realm,
        provider,
        request,
        url.pathname,
      ));
      break;
    case paths.authorize: {
      // A posted request is the same as one with a query (OpenID Connect Core §3.1.2.1).
      const sent =
        method === 'POST' ? new URLSearchParams([...(await readForm(request))]) : url.searchParams;
      const clientId = sent.get('client_id') ?? undefined;
      requireAnyTenant(await realm.directory.registration(clientId), shared);
      refuseResource(realm.tenant, sent.get('resource'));
      query = `?${prepareAuthorizeRequest(realm.tenant, sent)}`;
      request.method = 'GET';
      break;
    }
    case paths.deviceSignIn:
      // Without a session there is no form that could have been posted, and oidc-provider fails on it.
      if (method === 'POST' && !hasSession(request, provider)) {
        return redirect(response, base + paths.deviceSignIn);
      }
      break;
    default:
      if (path.startsWith('/interaction/')) {
        return handleInteraction(realm, provider, userFlow, request, response);
      }
  }
  rememberRoute(seen, { base, userFlow, ...said });
  // oidc-provider sees the path below the tenant, and finds the rest by comparing the two.
  seen.url = path + query;
  Object.assign(seen, { originalUrl: base + seen.url });
  await callback(seen, response);
}

const hasSession = (request: IncomingMessage, provider: Provider): boolean =>
  request.headers.cookie?.includes(`${provider.cookieName('session')}=`) === true;
