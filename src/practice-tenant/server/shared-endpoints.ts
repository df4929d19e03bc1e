import { paths, pathsOfVersion1 } from '../directory/addresses.ts';
import type { Registration } from '../directory/model.ts';
import { isRegisteredRedirectUri, redirectUrisOf } from '../directory/redirect-uris.ts';
import { shownApp } from '../directory/shown-names.ts';
import { clientNames, unknownClientAmong } from '../directory/unknown-client.ts';
import { EntraError } from '../errors/entra-error.ts';
import { redirect } from '../http/answer.ts';
import { type Fields, readForm } from '../http/form.ts';
import {
  handleHomeRealm,
  homeRealmAddress,
  homeRealmOf,
  homeRealmPath,
} from '../interaction/home-realm.ts';
import { signOut } from '../protocol/sign-out.ts';
import { tenantOfGrant } from '../protocol/token/tenant-of-grant.ts';
import { homeOf, homeOfApp, homeOfDomain } from '../tenant/home-realms.ts';
import {
  requireRedirectUri,
  requireSupportedAccounts,
  requireTenantWithoutUser,
} from '../tenant/request-checks.ts';
import type { OpenTenant, RequestContext } from '../tenant/request-context.ts';
import { throughShared } from '../tenant/route.ts';
import { sessionIn } from '../tenant/session.ts';
import type { SharedRequest } from '../tenant/shared-request.ts';
import { tenantIdIn } from '../tenant/tenant-id-in.ts';
import { frontAddressOf } from './front-channel.ts';
import { answerTenant, parametersOf, refused } from './tenant-endpoints.ts';

type Handler = (shared: SharedRequest, usual: OpenTenant) => Promise<void>;

/**
 * Handles every address with a word in place of a tenant: finds the user's own tenant, which then handles
 * it as if it had been named.
 */
export async function answerShared(shared: SharedRequest): Promise<void> {
  const { tenants, route, request } = shared;
  const [usual] = tenants;
  if (usual === undefined) throw new Error(`No tenant is at /${route.shared}.`);
  const isPage = pages.has(route.path) || isHomeRealm(route.path);
  const front = isPage ? frontAddressOf(usual.realm, request) : undefined;
  if (front !== undefined) {
    return redirect(shared.response, front, request.method === 'POST' ? 307 : 303);
  }
  const handler = handlerOf(shared);
  if (handler === undefined) return answerTenant(contextIn(shared, usual));
  const home = await homeOfApp(tenants, shared.url.searchParams.get('client_id') ?? undefined);
  await handler(shared, usual).catch((error: unknown) =>
    refused(contextIn(shared, home?.open ?? usual), error),
  );
}

function handlerOf({ route: { path }, request: { method } }: SharedRequest): Handler | undefined {
  if (isHomeRealm(path)) return homeRealm;
  if (path.startsWith('/userrealm/')) return userRealm;
  const { get, post } = handlers[path] ?? {};
  if (method === 'POST') return post;
  // A tenant refuses every other method.
  return method === 'GET' || method === 'HEAD' ? get : undefined;
}

const isHomeRealm = (path: string): boolean => path.startsWith(`${homeRealmPath}/`);

interface Handlers {
  get?: Handler;
  post?: Handler;
}

/** The request as one to a tenant, whose pages then keep the shared name in their addresses. */
function contextIn(shared: SharedRequest, open: OpenTenant, form?: Fields): RequestContext {
  const { route, siblings, url, request, response } = shared;
  const own = throughShared(open.realm.tenant, route.shared, route.path);
  return { ...open, route: own, siblings, url, request, response, said: {}, form };
}

/** What the registration must allow before the user is asked who they are. */
async function checkedApp(
  { siblings, route }: SharedRequest,
  sent: URLSearchParams,
): Promise<{ app: Registration; open: OpenTenant }> {
  const client = sent.get('client_id');
  if (!client) throw new EntraError('AADSTS900144', { field: 'client_id' });
  const home = await homeOfApp(siblings, client);
  // The tenant of personal accounts has an error of its own for an app that it doesn't know.
  const shownAs = home && shownApp(home.open.realm.tenant, home.app);
  requireSupportedAccounts(home?.app, undefined, route.shared, 'authorize', shownAs);
  if (home === undefined) {
    const names = await Promise.all(
      siblings.map(({ realm }) => clientNames(realm.directory, realm.tenant)),
    );
    throw unknownClientAmong(client, route.shared, [...new Set(names.flat())]);
  }
  const { app } = home;
  requireRedirectUri(app, sent.get('redirect_uri'));
  const uri = sent.get('redirect_uri');
  const registered = redirectUrisOf(app);
  if (uri && !isRegisteredRedirectUri(registered, uri)) {
    const comparison = { name: 'redirect_uri', sent: uri, registered };
    throw new EntraError('AADSTS50011', { uri, client: app.clientId }, comparison);
  }
  return home;
}

/** The tenants whose users an app is for: not all support personal accounts. */
const eligibleFor = ({ tenants }: SharedRequest, app: Registration): OpenTenant[] =>
  tenants.filter(({ realm }) => app.personalAccounts === true || !realm.tenant.isPersonal);

const organizationsIn = ({ tenants }: SharedRequest): OpenTenant[] =>
  tenants.filter(({ realm }) => !realm.tenant.isPersonal);

const authorize: Handler = async (shared, usual) => {
  const { route, request } = shared;
  const form = request.method === 'POST' ? await readForm(request) : undefined;
  const sent = form === undefined ? shared.url.searchParams : new URLSearchParams([...form]);
  const { app, open: home } = await checkedApp(shared, sent);
  const eligible = eligibleFor(shared, app);
  const found = await homeRealmOf(shared, eligible, sent);
  if ('open' in found) return answerTenant(contextIn(shared, found.open, form));
  if (sent.get('prompt') !== 'none') {
    const query = sent.toString();
    return redirect(shared.response, homeRealmAddress(route.shared, route.path, query));
  }
  // A silent request: the app's own tenant tells it that no one can be asked.
  const teller = eligible.includes(home) ? home : usual;
  const context = contextIn(shared, teller, form);
  await answerTenant({ ...context, isAmbiguous: 'ambiguous' in found });
};

const adminConsent: Handler = async (shared, usual) => {
  const { route, url, response } = shared;
  const sent = url.searchParams;
  await checkedApp(shared, sent);
  const organizations = organizationsIn(shared);
  // Only personal accounts are here: their tenant tells that nobody can consent for them.
  if (organizations.length === 0) return answerTenant(contextIn(shared, usual));
  const found = await homeRealmOf(shared, organizations, sent);
  if ('open' in found) return answerTenant(contextIn(shared, found.open));
  redirect(response, homeRealmAddress(route.shared, route.path, sent.toString()));
};

const homeRealm: Handler = async (shared) => {
  const { app } = await checkedApp(shared, shared.url.searchParams);
  const isForUser = shared.route.path === homeRealmPath + paths.authorize;
  const eligible = isForUser ? eligibleFor(shared, app) : organizationsIn(shared);
  await handleHomeRealm(shared, eligible, app);
};

/** What is redeemed tells the tenant; otherwise the app's own tenant explains what's wrong. */
const token: Handler = async (shared, usual) => {
  const form = await readForm(shared.request);
  const home = await homeOfApp(shared.siblings, form.get('client_id'));
  if (home?.app.audience !== 'thisTenant') {
    requireTenantWithoutUser(form.get('grant_type'), shared.route.shared);
  }
  const found = (await tenantOfGrant(shared.tenants, form)) ?? home?.open;
  const context = contextIn(shared, shared.tenants.find((each) => each === found) ?? usual, form);
  await answerTenant(context);
};

const userRealm: Handler = async (shared, usual) => {
  const domain = shared.route.path.split(/@|%40/i).at(-1) ?? '';
  const found = await homeOfDomain(organizationsIn(shared), domain);
  await answerTenant(contextIn(shared, found ?? usual));
};

/** Ends the session that the request names; or, where it names none, all that the browser has here. */
const logout: Handler = async (shared, usual) => {
  const { tenants, request, response } = shared;
  const sent = await parametersOf(shared);
  const hinted =
    tenants.find(({ realm }) => realm.tenant.id === tenantIdIn(sent.get('id_token_hint'))) ??
    (await homeOf(tenants, sent.get('logout_hint') ?? ''))?.open;
  const sessions = await Promise.all(tenants.map((open) => sessionIn(open, request, response)));
  const signedIn = tenants.filter((_, index) => sessions[index] !== undefined);
  const home = await homeOfApp(shared.siblings, sent.get('client_id') ?? undefined);
  const [first = home?.open ?? usual, ...others] = hinted === undefined ? signedIn : [hinted];
  const contexts = others.map((open) => contextIn(shared, open));
  await signOut([contextIn(shared, first), ...contexts], new Map(sent));
};

const handlers: Readonly<Record<string, Handlers>> = {
  [paths.authorize]: { get: authorize, post: authorize },
  [paths.token]: { post: token },
  [paths.deviceCode]: { post: token },
  [paths.logout]: { get: logout, post: logout },
  [pathsOfVersion1.logout]: { get: logout, post: logout },
  '/adminconsent': { get: adminConsent },
  '/v2.0/adminconsent': { get: adminConsent },
};

/** What browsers visit, on the front channel only. */
const pages: ReadonlySet<string> = new Set([
  paths.authorize,
  paths.logout,
  pathsOfVersion1.logout,
  '/adminconsent',
  '/v2.0/adminconsent',
]);
