import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerAdmin } from '../admin/admin.ts';
import type { Admin } from '../admin/call.ts';
import { answerGraph } from '../apis/graph/graph.ts';
import { answerTasks } from '../apis/tasks.ts';
import type { TenantClock } from '../clock/tenant-clock.ts';
import { loopbackNames } from '../configuration/loopback.ts';
import { answerDesk } from '../desk/desk.ts';
import type { Origins } from '../directory/addresses.ts';
import { EntraError } from '../errors/entra-error.ts';
import { askedFaultsHeader, withAskedFaults } from '../faults/asked-faults.ts';
import { ServiceDown } from '../faults/service-down.ts';
import { RefusedHere } from '../hosted/refused-here.ts';
import { type RequestLimits, TooManyRequests } from '../hosted/request-limits.ts';
import { answerPreflight, sendError, sendJson, sendPage, sendText } from '../http/answer.ts';
import { sendFailure } from '../http/failed.ts';
import { isHosted, markHosted } from '../http/hosted-response.ts';
import { errorLookup } from '../pages/error-lookup.ts';
import { answerSocial, type OpenSocial } from '../social/social-endpoints.ts';
import { StoreFull } from '../store/store-full.ts';
import { refreshName } from '../tenant/own-tenants.ts';
import type { Realm } from '../tenant/realm.ts';
import type { OpenTenant } from '../tenant/request-context.ts';
import { findRoute, isForAdministrators } from '../tenant/route.ts';
import { answerElsewhere } from './elsewhere.ts';
import { homePageOf } from './home.ts';
import { answerShared } from './shared-endpoints.ts';
import { answerTenant } from './tenant-endpoints.ts';
import { limitedKind, sendTooMany } from './too-many-requests.ts';

export interface DispatchOptions {
  tenants: readonly OpenTenant[];
  origins: Origins;
  social: OpenSocial;
  caCertificate: string;
  /** The site that explains the error codes. */
  siteOrigin: string;
  /** Whether the desk is open; on a public host it isn't, because the desk itself has no sign-in. */
  desk: boolean;
  admin: Admin;
  clock: TenantClock;
  /** Told about failures of the practice tenant itself. */
  report: (problem: string, cause: unknown) => void;
  /** What each address may do in a minute; undefined where nothing is limited. */
  limits?: RequestLimits | undefined;
  /** True for a Host header that names this server; any other may be an attack by DNS. */
  isOwnHost: (host: string | undefined) => boolean;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The entry point of every request on every channel. */
export function dispatch(options: DispatchOptions): Handler {
  const realms = options.tenants.map(({ realm }) => realm);
  const areHosted = realms.some(({ tenant }) => tenant.set !== undefined);
  return (request, response) => {
    if (areHosted) markHosted(response);
    withAskedFaults(request.headers[askedFaultsHeader], () =>
      answer(options, realms, request, response),
    ).catch((error: unknown) => {
      // A client that goes away in the middle of a request gets no response, and that's no failure.
      if (response.headersSent || response.destroyed) return response.destroy();
      if (error instanceof EntraError) return sendError(request, response, error, options);
      if (error instanceof TooManyRequests) return sendTooMany(request, response, error);
      if (error instanceof RefusedHere) return sendText(response, 400, `${error.message}\n`);
      if (error instanceof ServiceDown) return sendText(response, 503, 'Service Unavailable\n');
      if (!(error instanceof StoreFull)) options.report('The practice tenant failed:', error);
      sendFailure(request, response, error);
    });
  };
}

const noCertificate =
  'This practice tenant has a certificate that your computer trusts already, so there’s none to download.\n';

async function answer(
  options: DispatchOptions,
  realms: readonly Realm[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { tenants, social, origins, caCertificate, desk, admin, clock, isOwnHost } = options;
  const whole = wholeTarget(request.url);
  if (!isOwnHost(request.headers.host) || (whole !== undefined && !isOwnHost(whole.host))) {
    return sendText(
      response,
      421,
      `The practice tenant is only available at ${origins.front}. If you see this there, the proxy in front of it doesn’t pass on the Host header.\n`,
    );
  }
  if (whole !== undefined) request.url = whole.pathname + whole.search;
  const url = URL.parse(request.url ?? '/', origins.front);
  if (url === null || !request.url?.startsWith('/') || request.url.startsWith('//')) {
    return sendText(response, 400, 'This isn’t a valid address.\n');
  }
  const limited = limitedKind(url.pathname, request.method);
  if (limited !== undefined) await options.limits?.admit(limited, request);
  const [, first = ''] = url.pathname.split('/');
  switch (first) {
    case 'ca.pem':
      response.setHeader('access-control-allow-origin', '*');
      return isHosted(response)
        ? sendText(response, 404, noCertificate)
        : sendText(response, 200, caCertificate);
    // An app that knows one address finds the others here, and the certificate to trust them with, if it takes one.
    case 'addresses.json':
      return sendJson(response, 200, {
        front: origins.front,
        apps: origins.back,
        customDomainApps: origins.customDomain,
        site: options.siteOrigin,
        ...(!isHosted(response) && { caCertificate }),
      });
    case 'favicon.ico':
      return sendText(response, 404, '');
    case 'error': {
      const sent = url.searchParams.get('code') ?? '';
      // A page that repeats whatever a link to it says could be made to say anything.
      const code = isHosted(response) ? (/^[a-z\d_]{1,30}$/i.exec(sent)?.[0] ?? '') : sent;
      const found = errorLookup(code, options.siteOrigin);
      return sendPage(response, found.status, { title: 'Error codes', wide: true }, found.body);
    }
  }
  // Another instance may have moved the clock, or renamed a tenant.
  const named = ['', 'desk', 'admin'].includes(first) ? realms : [];
  const refreshed = named.map(({ store, tenant }) => refreshName(store, tenant));
  await Promise.all([clock.refresh(), ...refreshed]);
  switch (first) {
    case '':
      return sendPage(
        response,
        200,
        { title: 'Home', wide: true },
        await homePageOf(realms, desk, options.siteOrigin),
      );
    case 'graph':
      return answerGraph({ realms, origins, isOpen: desk, clock }, url, request, response);
    // Under the host that the metadata names, where the real Graph has nothing before the version.
    case 'v1.0':
    case 'beta': {
      const graphUrl = new URL(`/graph${url.pathname}${url.search}`, url);
      return answerGraph({ realms, origins, isOpen: desk, clock }, graphUrl, request, response);
    }
    case 'elsewhere': {
      const [realm] = realms;
      if (realm === undefined) break;
      return answerElsewhere(realm, url.pathname, request, response);
    }
    case 'admin':
      return answerAdmin(admin, url, request, response);
    case 'desk':
      if (desk) return answerDesk(admin, url.pathname, request, response);
      return sendText(
        response,
        404,
        'The desk is closed when the practice tenant has a public address.\n',
      );
    case 'social':
      return answerSocial(social, url, request, response);
    case 'tasks-api':
      if (request.method === 'OPTIONS') return answerPreflight(request, response);
      return answerTasks(realms, url.pathname, request, response);
  }
  const route = findRoute(
    realms.map(({ tenant }) => tenant),
    url,
  );
  if (route !== undefined && route.tenant === undefined) {
    const { shared } = route;
    const eligible = tenants.filter(({ realm }) => realm.tenant.sharedNames.includes(shared));
    return answerShared({
      route,
      tenants: eligible,
      siblings: siblingsIn(tenants),
      url,
      request,
      response,
    });
  }
  const open = tenants.find(({ realm }) => realm.tenant === route?.tenant);
  if (route === undefined || open === undefined) {
    const name = decodedSegment(url.pathname);
    const registered = realms.flatMap(({ tenant: { id, domain } }) => [id, domain]);
    const code = isTenantIdentifier(name) ? 'AADSTS90002' : 'AADSTS900023';
    throw new EntraError(code, { tenant: name }, { name: 'tenant', sent: name, registered });
  }
  const siblings = route.tenant.sharedNames.length === 0 ? [] : siblingsIn(tenants);
  const common = { siblings, url, request, response, said: {} };
  const administrators = isForAdministrators(route) ? open.administrators : undefined;
  if (administrators === undefined) {
    const { realm, provider, callback } = open;
    return answerTenant({ realm, provider, callback, ...common, route });
  }
  const { base, path } = route;
  const { tenant } = administrators.realm;
  const own = { tenant, userFlow: undefined, base, path };
  await answerTenant({ ...administrators, ...common, siblings: [], route: own });
}

/** Those that shared authorities lead to. */
const siblingsIn = (tenants: readonly OpenTenant[]): OpenTenant[] =>
  tenants.filter(({ realm }) => realm.tenant.sharedNames.length > 0);

/** Whether a tenant could have this name: an ID or a domain. */
const isTenantIdentifier = (name: string): boolean =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(name) || /^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(name);

/** A target in absolute form, as proxies send it and every server must take it (RFC 9112 §3.2.2). */
const wholeTarget = (target: string | undefined): URL | undefined =>
  /^https?:\/\//i.test(target ?? '') ? (URL.parse(target ?? '') ?? undefined) : undefined;

function decodedSegment(pathname: string): string {
  const segment = pathname.split('/')[1] ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * Tells own names from others. A page of another site can make a browser send requests here under a
 * name of its own (DNS rebinding); it cannot change the Host header.
 */
export function ownHosts(
  origins: readonly string[],
  ports: readonly number[],
): (host: string | undefined) => boolean {
  const own = new Set([
    ...origins.map((origin) => new URL(origin).host),
    ...ports.flatMap((port) => loopbackNames.map((name) => `${name}:${port}`)),
  ]);
  return (host) => host !== undefined && own.has(host.toLowerCase());
}
