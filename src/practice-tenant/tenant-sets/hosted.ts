import type { IncomingMessage, ServerResponse } from 'node:http';
import { paths, pathsOfVersion1 } from '../directory/addresses.ts';
import type { TenantSetId } from '../directory/tenant-set.ts';
import { redirect, sendJson, sendPage } from '../http/answer.ts';
import { sendFailure } from '../http/failed.ts';
import { readForm } from '../http/form.ts';
import { markHosted } from '../http/hosted-response.ts';
import { html } from '../pages/html.ts';
import {
  closedDesk,
  cookiesOff,
  ended,
  type NoTenants,
  nobodys,
  noTenantsPage,
  otherVisitors,
} from '../pages/no-tenants.ts';
import { askingCookie, askingIn, browserCookie, browserIn } from './browser-cookie.ts';
import type { Browsers } from './browsers.ts';
import type { KeptSets } from './kept-sets.ts';
import type { KnownSet, OpenSets } from './open-sets.ts';
import { credentialFrom, hashOf, isKey, newSetKey, type SetCredential } from './set-keys.ts';
import { setOfRequest } from './set-of-request.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface HostedOptions {
  kept: KeptSets;
  open: OpenSets;
  browsers: Browsers;
  /** What belongs to no set: error codes, metadata and keys at shared authorities, refusals of the APIs. */
  shared: Handler;
  front: string;
  siteOrigin: string;
  isOwnHost: (host: string | undefined) => boolean;
  report: (problem: string, cause: unknown) => void;
}

/** What the site sends a browser back with. */
const ticketParameter = 'practice_ticket';
/** That it came back with one: it isn't sent there again. */
const admittedParameter = 'practice_admitted';
/** What the site sends a visitor's browser to the desk with, in which they haven't been here before. */
const knownParameter = 'practice_known';

/** The entry point of every request to a hosted practice tenant: finds whose tenants it is for. */
export function hosted(options: HostedOptions): Handler {
  return (request, response) => {
    markHosted(response);
    answer(options, request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) {
        response.destroy();
        return;
      }
      options.report('The practice tenant failed:', error);
      sendFailure(request, response, error);
    });
  };
}

async function answer(
  options: HostedOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { kept, open, shared, front, siteOrigin, isOwnHost } = options;
  const url = URL.parse(request.url ?? '', front);
  // An address that isn't one, and a host that isn't ours: refused there as anywhere.
  if (url === null || url.origin !== front || !isOwnHost(request.headers.host)) {
    return shared(request, response);
  }
  const refuse = (status: number, why: NoTenants) => refused(request, response, status, why);
  const [, first = ''] = url.pathname.split('/');
  if (first === 'desk' || first === '') {
    if (url.pathname === '/desk/open') return openDesk(options, request, response);
    if (url.searchParams.has(ticketParameter)) return admit(options, url, request, response);
    const own = await ofBrowser(options, request);
    if (own === undefined) {
      if (first === '') return refuse(200, nobodys(siteOrigin));
      if (isPageWanted(request)) return letInToDesk(options, url, request, response);
      return refuse(401, closedDesk(siteOrigin));
    }
    if (url.searchParams.has(admittedParameter)) return redirect(response, without(url));
    return open.answer(own, request, response);
  }
  if (first === 'admin') {
    const sent = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const own = await ofDeskKey(kept, credentialFrom(sent));
    // The shared part's admin API is closed, and says why.
    return own === undefined ? shared(request, response) : open.answer(own, request, response);
  }
  if (url.searchParams.has(ticketParameter)) return admit(options, url, request, response);
  const set = await setOfRequest(request, url);
  if (set === undefined) {
    return isForEveryone(request, url)
      ? shared(request, response)
      : refuse(404, nobodys(siteOrigin));
  }
  const known = await kept.read(set);
  if (known === undefined) {
    open.forget(set);
    return refuse(404, ended(siteOrigin));
  }
  if (isForBrowser(url)) {
    if (!(await isAdmitted(options, set, request))) return letIn(options, url, request, response);
    await kept.use(set, known);
  }
  // What everyone can ask for keeps no set alive; calling an API takes a token of the set's.
  if (request.headers.authorization?.startsWith('Bearer ')) await kept.use(set, known);
  if (url.searchParams.has(admittedParameter)) return redirect(response, without(url));
  open.answer({ set, known }, request, response);
}

/** Whether the request comes from a browser of the set's visitor. */
async function isAdmitted(
  { browsers }: HostedOptions,
  set: TenantSetId,
  request: IncomingMessage,
): Promise<boolean> {
  const browser = browserIn(request);
  return browser?.set === set && browsers.isAdmitted(browser);
}

/** The set that the browser was let in to, if it's still there. */
async function ofBrowser(
  { browsers, kept }: HostedOptions,
  request: IncomingMessage,
): Promise<KnownSet | undefined> {
  const browser = browserIn(request);
  if (browser === undefined || !(await browsers.isAdmitted(browser))) return undefined;
  return used(kept, browser.set);
}

async function ofDeskKey(
  kept: KeptSets,
  credential: SetCredential | undefined,
): Promise<KnownSet | undefined> {
  const found = credential && (await used(kept, credential.set));
  return found && isKey(credential.key, found.known.deskKeyHash) ? found : undefined;
}

async function used(kept: KeptSets, set: TenantSetId): Promise<KnownSet | undefined> {
  const known = await kept.read(set);
  if (known === undefined) return undefined;
  await kept.use(set, known);
  return { set, known };
}

/** What only a browser visits, on the way of a user through a sign-in. Signing out doesn't change a set. */
const visited = [
  paths.authorize,
  pathsOfVersion1.authorize,
  paths.deviceSignIn,
  '/adminconsent',
  '/v2.0/adminconsent',
];
const inside = /\/(?:interaction|home-realm|authorize|deviceauth)\//i;

function isForBrowser({ pathname }: URL): boolean {
  const path = pathname.toLowerCase().replace(/\/$/, '');
  if (path.startsWith('/social/')) return /\/(?:authorize|interaction)(?:\/|$)/.test(path);
  return visited.some((each) => path.endsWith(each)) || inside.test(path);
}

const isPageWanted = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && headers.accept?.includes('text/html') === true;

/** To the site, which knows its visitors, and sends them back with a ticket. */
function letIn(
  { siteOrigin }: HostedOptions,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (url.searchParams.has(admittedParameter)) {
    refused(request, response, 403, cookiesOff(siteOrigin));
  } else if (request.method !== 'GET') {
    refused(request, response, 403, otherVisitors(siteOrigin));
  } else {
    const known = askingIn(request);
    const key = known ?? newSetKey();
    if (known === undefined) response.appendHeader('set-cookie', askingCookie(key));
    const query = new URLSearchParams({ to: url.pathname + url.search, asking: hashOf(key) });
    const address = `${siteOrigin}/practice-tenants/enter?${query}`;
    // A form of the app may have led here. Browsers apply its policy (form-action) to redirects too, and
    // that policy allows the practice tenant, not the site: from a page, the way goes on.
    if (request.headers['sec-fetch-dest'] === 'document')
      sendPage(response, 200, ...onward(address));
    else redirect(response, address);
  }
}

/** Someone who only follows a link, and has no practice tenants, gets no cookie on the way. */
function letInToDesk(
  options: HostedOptions,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const isKnown = [knownParameter, admittedParameter].some((name) => url.searchParams.has(name));
  if (!isKnown && askingIn(request) === undefined) {
    const query = new URLSearchParams({ to: url.pathname + url.search });
    redirect(response, `${options.siteOrigin}/practice-tenants/enter?${query}`);
    return;
  }
  const wanted = new URL(url);
  wanted.searchParams.delete(knownParameter);
  letIn(options, wanted, request, response);
}

const onward = (address: string) =>
  [
    {
      title: 'One moment',
      head: html`<meta http-equiv="refresh" content="0;url=${address}">`,
    },
    html`<h1>One moment</h1>
<p>The lab checks whose practice tenants these are. <a href="${address}">Continue</a></p>`,
  ] as const;

/**
 * Gives a browser that the site sends its cookie. The ticket works once, so a copy of the address doesn't, and
 * only in the browser that asked, so a visitor's browser can't be led into the tenants of another.
 */
async function admit(
  { browsers, siteOrigin }: HostedOptions,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const set = await browsers.redeem(url.searchParams.get(ticketParameter) ?? '', askingIn(request));
  const next = new URL(url);
  next.searchParams.delete(ticketParameter);
  next.searchParams.set(admittedParameter, 'yes');
  if (set === undefined) return redirect(response, next.pathname + next.search);
  const wanted = await setOfRequest(request, next);
  if (wanted !== undefined && wanted !== set) {
    return refused(request, response, 403, otherVisitors(siteOrigin));
  }
  response.appendHeader('set-cookie', browserCookie(await browsers.admit(set)));
  redirect(response, next.pathname + next.search);
}

/** The address that the app sent the browser to. */
function without(url: URL): string {
  const first = new URL(url);
  first.searchParams.delete(admittedParameter);
  return first.pathname + first.search;
}

const pathsForEveryone =
  /^\/(?:error|ca\.pem|addresses\.json|favicon\.ico|graph|v1\.0|beta|tasks-api|common|organizations|consumers)(?:\/|$)/i;
const metadata = /\/(?:\.well-known\/openid-configuration|keys|instance)$/i;
const shared = /^\/(?:common|organizations|consumers)\//i;

/** Reading what is the same for everyone; at a shared authority, its metadata and keys. */
function isForEveryone({ method = '' }: IncomingMessage, { pathname }: URL): boolean {
  if (!pathsForEveryone.test(pathname)) return false;
  if (shared.test(pathname)) return method === 'GET' && metadata.test(pathname);
  return true;
}

/**
 * The visitor comes from the site with the key of the desk. Only the site may send it: another page could
 * let a browser in to a desk that isn't its own.
 */
async function openDesk(
  { kept, browsers, siteOrigin }: HostedOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isFromSite = request.method === 'POST' && request.headers.origin === siteOrigin;
  if (!isFromSite) return refused(request, response, 403, closedDesk(siteOrigin));
  const fields = await readForm(request);
  const own = await ofDeskKey(kept, credentialFrom(fields.get('key')));
  if (own === undefined) return refused(request, response, 404, ended(siteOrigin));
  response.appendHeader('set-cookie', browserCookie(await browsers.admit(own.set)));
  redirect(response, deskPath(fields.get('to')));
}

/** Below the desk and nowhere else. */
const deskPath = (wanted = ''): string => (/^\/desk(?:\/[\w-]+)*$/.test(wanted) ? wanted : '/desk');

function refused(
  { headers }: IncomingMessage,
  response: ServerResponse,
  status: number,
  why: NoTenants,
): void {
  if (headers.accept?.includes('text/html') === true) {
    sendPage(response, status, { title: why.title }, noTenantsPage(why));
    return;
  }
  const code = why.code === undefined ? '' : `${why.code}: `;
  const description = `${code}${why.title}. ${why.sentence} ${why.address}`;
  sendJson(response, status, { error: 'invalid_tenant', error_description: ascii(description) });
}

/** An error description has no other characters (RFC 6749 §5.2). */
const ascii = (text: string): string => text.replaceAll('’', "'");
