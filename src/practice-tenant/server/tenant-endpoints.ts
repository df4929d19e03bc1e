import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { answerGraph } from '../apis/graph/graph.ts';
import { issuerOf, paths, pathsOfVersion1, socialAnswerPath } from '../directory/addresses.ts';
import { correctedScopes } from '../directory/corrected-scopes.ts';
import { grantTypes } from '../directory/grant-types.ts';
import type { SharedName, Tenant } from '../directory/model.ts';
import { shownApp } from '../directory/shown-names.ts';
import { correlationIdFrom } from '../errors/body.ts';
import { EntraError } from '../errors/entra-error.ts';
import { ServiceDown } from '../faults/service-down.ts';
import { answersWrongly } from '../faults/token-endpoint.ts';
import {
  allowAnyOrigin,
  answerPreflight,
  nameRequest,
  redirect,
  sendError,
  sendJson,
} from '../http/answer.ts';
import { readForm } from '../http/form.ts';
import { handleAdminConsent } from '../interaction/admin-consent.ts';
import { handleInteraction } from '../interaction/handle-interaction.ts';
import { backFromSocial } from '../interaction/social-actions.ts';
import { prepareAuthorizeRequest } from '../protocol/authorize/authorize-request.ts';
import { discoveryDocument, discoveryDocumentOfVersion1 } from '../protocol/discovery-document.ts';
import { instanceDiscovery } from '../protocol/instance-discovery.ts';
import { keySet, sharedKeySet } from '../protocol/key-set.ts';
import { inWordsOf } from '../protocol/outcome/failure.ts';
import { recordRefusal } from '../protocol/outcome/record-sign-in.ts';
import { signOut } from '../protocol/sign-out.ts';
import { holdFor } from '../protocol/token/held-request.ts';
import { prepareTokenRequest } from '../protocol/token/token-request.ts';
import { asWatched } from '../protocol/token/watched-request.ts';
import { userRealm } from '../protocol/user-realm.ts';
import { mounted } from '../provider/mounted.ts';
import { issuerFor } from '../tenant/issuers.ts';
import type { Realm } from '../tenant/realm.ts';
import {
  refuseDuplicates,
  refuseResource,
  requireRedirectUri,
  requireSupportedAccounts,
} from '../tenant/request-checks.ts';
import { carry, type RequestContext } from '../tenant/request-context.ts';
import { sharedRequestParameter } from '../tenant/shared-request.ts';
import { elsewhereOf, falseTokenEndpoint } from './elsewhere.ts';
import { frontAddressOf } from './front-channel.ts';
import { refuseAddress, refuseUserFlow, refuseWithoutUserFlow } from './not-found.ts';

interface Endpoint {
  /** Undefined where oidc-provider says what it takes. */
  methods?: readonly string[];
  /** Whether browsers visit it, which happens on the front channel only. */
  isPage?: true;
  /** Whether a tenant with user flows has one for each, and none of its own. */
  isOfUserFlow?: true;
  answer: (context: RequestContext) => void | Promise<void>;
}

/** Handles every address below one tenant, and writes refusals into its sign-in log. */
export async function answerTenant(context: RequestContext): Promise<void> {
  nameRequest(context.response, randomUUID());
  echoCorrelationId(context);
  if (context.route.unknownUserFlow !== undefined) return refuseUserFlow(context);
  try {
    await answerEndpoint(context);
  } catch (error) {
    await refused(context, error);
  }
}

/** Sends what was refused, and logs it. */
export async function refused(context: RequestContext, error: unknown): Promise<void> {
  if (!(error instanceof EntraError)) throw error;
  const said = inWordsOf(context.realm.tenant, error);
  await recordRefusal(context, said);
  sendError(context.request, context.response, said, context.realm);
}

/** Sends an app's own name of the request back where it asks for that, as MSAL does. */
function echoCorrelationId({ request, response }: RequestContext): void {
  if (request.headers['return-client-request-id'] !== 'true') return;
  const sent = correlationIdFrom(request.headers['client-request-id']);
  if (sent !== undefined) response.setHeader('client-request-id', sent);
}

async function answerEndpoint(context: RequestContext): Promise<void> {
  const { request, response, route, realm } = context;
  const endpoint = endpointAt(route.path);
  if (endpoint === undefined) {
    if (route.path.startsWith('/interaction/')) return handleInteraction(context);
    return isResumed(route.path) ? toProvider(context) : refuseAddress(context);
  }
  const { methods, isPage, isOfUserFlow, answer } = endpoint;
  if (isOfUserFlow && route.namesNoUserFlow) return refuseWithoutUserFlow(context);
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
  if (methods?.includes(method) === false) {
    const values = { accepted: methods.join(' and '), received: method };
    return sendError(request, response, new EntraError('AADSTS900561', values), realm);
  }
  if (method === 'OPTIONS' && methods !== undefined) return answerPreflight(request, response);
  const front = isPage && frontAddressOf(realm, request);
  // A posted request is posted again there.
  if (front !== undefined) return redirect(response, front, method === 'POST' ? 307 : 303);
  await answer(context);
}

const isAt = ({ sharedNames }: Tenant, shared: SharedName): boolean => sharedNames.includes(shared);

/**
 * A tenant with a custom domain is also at the address of all others, where administrators' tools look for
 * it. They refuse a document that leads to another host.
 */
function atMainAddress(realm: Realm, { headers }: IncomingMessage): Realm {
  const { origins } = realm;
  if (headers.host !== new URL(origins.back).host) return realm;
  const tenant: Tenant = { ...realm.tenant, backChannel: 'back' };
  return { ...realm, tenant, issuer: issuerOf(tenant, origins) };
}

/** @param document of its version */
const discoveryWith = (document: typeof discoveryDocument): Endpoint => ({
  methods: ['GET', 'OPTIONS'],
  isOfUserFlow: true,
  answer: async ({ realm: own, route, request, response }) => {
    const realm = atMainAddress(own, request);
    if (await realm.faults.isOnAnywhere('discovery-down')) throw new ServiceDown();
    const { tenant, origins } = realm;
    const { userFlow, shared } = route;
    const issuer = await issuerFor(realm, userFlow);
    const lie = (await realm.faults.isOnAnywhere('lying-discovery')) && {
      token_endpoint: falseTokenEndpoint(realm),
    };
    sendJson(response, 200, {
      ...document({ tenant, userFlow, origins, issuer, shared }),
      ...lie,
    });
  },
});

const discovery = discoveryWith(discoveryDocument);

/** The address without a version, which leads to the v1.0 document where there's one. */
const firstDiscovery = discoveryWith((options) =>
  options.tenant.hasVersion1 ? discoveryDocumentOfVersion1(options) : discoveryDocument(options),
);

const instances: Endpoint = {
  methods: ['GET', 'OPTIONS'],
  answer: ({ realm, url, response }) =>
    sendJson(response, 200, instanceDiscovery(url.searchParams, realm.origins)),
};

const userRealms: Endpoint = {
  methods: ['GET', 'OPTIONS'],
  answer: ({ realm, route, response }) =>
    sendJson(response, 200, userRealm(realm.tenant, route.path.slice(userRealmPath.length))),
};

const userInfo: Endpoint = {
  answer: ({ realm, request, response }) => {
    const { origins, clock } = realm;
    const address = new URL('/graph/oidc/userinfo', origins.back);
    return answerGraph(
      { realms: [realm], origins, isOpen: false, clock },
      address,
      request,
      response,
    );
  },
};

const keys: Endpoint = {
  methods: ['GET', 'OPTIONS'],
  isOfUserFlow: true,
  answer: async ({ realm, route, siblings, response }) => {
    const { shared } = route;
    if (shared === undefined) {
      const issuer = await issuerFor(realm, route.userFlow);
      return sendJson(response, 200, keySet(realm.tenant, await realm.keys.published(), issuer));
    }
    const there = siblings.map((each) => each.realm);
    sendJson(response, 200, await sharedKeySet(there.filter((each) => isAt(each.tenant, shared))));
  },
};

const adminConsent: Endpoint = {
  methods: ['GET', 'POST'],
  isPage: true,
  answer: handleAdminConsent,
};

/** Of tokens and of device codes. */
const token: Endpoint = {
  methods: ['POST', 'OPTIONS'],
  answer: async (context) => {
    allowAnyOrigin(context.response);
    await asWatched(context, () => answerTokenRequest(context));
  },
};

async function answerTokenRequest(context: RequestContext): Promise<void> {
  const { realm, request, response, form } = context;
  if (form?.get('grant_type') === grantTypes.password)
    await realm.limits?.admit('passwords', request);
  const clientId = form?.get('client_id');
  const elsewhere = elsewhereOf(realm);
  if (await answersWrongly(realm, clientId, response, elsewhere, holdFor(context))) return;
  await toProvider(context, await prepareTokenRequest(context));
}

const authorize: Endpoint = {
  methods: ['GET', 'POST'],
  isPage: true,
  isOfUserFlow: true,
  answer: async (context) => {
    const { realm, route, request } = context;
    const sent = await parametersOf(context);
    const clientId = sent.get('client_id') ?? undefined;
    const app = await realm.directory.registration(clientId);
    const name = app && shownApp(realm.tenant, app);
    requireSupportedAccounts(app, realm.tenant, route.shared, 'authorize', name);
    requireRedirectUri(app, sent.get('redirect_uri'));
    refuseDuplicates(sent);
    refuseResource(realm.tenant, sent.get('resource'));
    const asSent = sent.toString();
    const scope = sent.get('scope');
    if (scope !== null)
      sent.set('scope', await correctedScopes(realm.tenant, realm.directory, scope));
    // A posted request is the same as one with a query (OpenID Connect Core §3.1.2.1).
    request.method = 'GET';
    const prepared = prepareAuthorizeRequest(realm.tenant, app, sent);
    if (route.shared !== undefined) prepared.set(sharedRequestParameter, asSent);
    await toProvider(context, request, `?${prepared}`);
  },
};

const logout: Endpoint = {
  methods: ['GET', 'POST'],
  isPage: true,
  isOfUserFlow: true,
  answer: async (context) => signOut([context], new Map(await parametersOf(context))),
};

const deviceSignIn: Endpoint = {
  isPage: true,
  answer: (context) => {
    const { request, response, route, provider } = context;
    const hasSession = request.headers.cookie?.includes(`${provider.cookieName('session')}=`);
    // Without a session there is no form that could have been posted, and oidc-provider fails on it.
    if (request.method === 'POST' && hasSession !== true) {
      return redirect(response, route.base + route.path);
    }
    return toProvider(context);
  },
};

const userRealmPath = '/userrealm/';

const endpointAt = (path: string): Endpoint | undefined =>
  path.toLowerCase().startsWith(userRealmPath) ? userRealms : endpoints[path];

/** oidc-provider's own addresses, where a sign-in goes on. It has others, which the real service doesn't. */
const isResumed = (path: string): boolean =>
  [paths.authorize, paths.deviceSignIn].some((each) => path.startsWith(`${each}/`));

/** By path. Any other is a page of a running sign-in, or nothing. */
const endpoints: Readonly<Record<string, Endpoint>> = {
  [paths.discovery]: discovery,
  [pathsOfVersion1.discovery]: firstDiscovery,
  '/discovery/instance': instances,
  [paths.keys]: keys,
  [pathsOfVersion1.keys]: keys,
  [paths.token]: token,
  [paths.deviceCode]: token,
  [paths.deviceSignIn]: deviceSignIn,
  [paths.authorize]: authorize,
  [paths.logout]: logout,
  [pathsOfVersion1.logout]: logout,
  [pathsOfVersion1.userInfo]: userInfo,
  [socialAnswerPath]: { methods: ['GET'], answer: backFromSocial },
  '/adminconsent': adminConsent,
  '/v2.0/adminconsent': adminConsent,
};

/** What was sent in a form or, without one, in the query. */
export const parametersOf = async ({
  request,
  url,
  form,
}: Pick<RequestContext, 'request' | 'url' | 'form'>): Promise<URLSearchParams> =>
  request.method === 'POST'
    ? new URLSearchParams([...(form ?? (await readForm(request)))])
    : url.searchParams;

/** @param request as oidc-provider must see it */
async function toProvider(
  context: RequestContext,
  request: IncomingMessage = context.request,
  query = context.url.search,
): Promise<void> {
  const { route, callback, response } = context;
  carry(context, request);
  await callback(mounted(request, route.base, route.path + query), response);
}
