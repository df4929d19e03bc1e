import type { IncomingMessage, ServerResponse } from 'node:http';
import { redirect, sendJson, sendPage } from '../http/answer.ts';
import { sendFailure } from '../http/failed.ts';
import { readForm } from '../http/form.ts';
import { closedDesk, ended, type NoTenants, nobodys, noTenantsPage } from '../pages/no-tenants.ts';
import type { KeptSets } from './kept-sets.ts';
import type { OpenSets } from './open-sets.ts';
import { deskCookie, deskCredentialIn, setCookie } from './set-cookie.ts';
import { asText, credentialFrom, isKey, type SetCredential } from './set-keys.ts';
import { setOfRequest } from './set-of-request.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface HostedOptions {
  kept: KeptSets;
  open: OpenSets;
  /** What belongs to no set: error codes, metadata and keys at shared authorities, refusals of the APIs. */
  shared: Handler;
  front: string;
  siteOrigin: string;
  isOwnHost: (host: string | undefined) => boolean;
  report: (problem: string, cause: unknown) => void;
}

/** The entry point of every request to a hosted practice tenant: finds whose tenants it is for. */
export function hosted(options: HostedOptions): Handler {
  return (request, response) => {
    response.setHeader('x-robots-tag', 'noindex, nofollow, noarchive');
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
  if (first === 'desk') {
    if (url.pathname === '/desk/open') return openDesk(options, request, response);
    const credential = deskCredentialIn(request);
    if (credential === undefined) return refuse(401, closedDesk(siteOrigin));
    if (!(await opens(kept, credential))) return refuse(404, ended(siteOrigin));
    return open.answer(credential.set, request, response);
  }
  if (first === 'admin') {
    const sent = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const credential = credentialFrom(sent);
    // The shared part's admin API is closed, and says why.
    if (credential === undefined || !(await opens(kept, credential))) {
      return shared(request, response);
    }
    return open.answer(credential.set, request, response);
  }
  if (first === '') {
    const credential = deskCredentialIn(request);
    if (credential === undefined || !(await opens(kept, credential))) {
      return refuse(200, nobodys(siteOrigin));
    }
    return open.answer(credential.set, request, response);
  }
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
  await kept.use(set, known);
  // A page, in a browser: the next address may name no tenant.
  if (request.headers['sec-fetch-mode'] === 'navigate') {
    response.appendHeader('set-cookie', setCookie(set));
  }
  return open.answer(set, request, response);
}

/** Whether a key opens the desk of its set, which then counts as used. */
async function opens(kept: KeptSets, { set, key }: SetCredential): Promise<boolean> {
  const known = await kept.read(set);
  if (known === undefined || !isKey(key, known.deskKeyHash)) return false;
  await kept.use(set, known);
  return true;
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
  { kept, siteOrigin }: HostedOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isFromSite = request.method === 'POST' && request.headers.origin === siteOrigin;
  if (!isFromSite) return refused(request, response, 403, closedDesk(siteOrigin));
  const fields = await readForm(request);
  const credential = credentialFrom(fields.get('key'));
  if (credential === undefined || !(await opens(kept, credential))) {
    return refused(request, response, 404, ended(siteOrigin));
  }
  response.appendHeader('set-cookie', deskCookie(asText(credential)));
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
  const description = `${why.title}. ${why.sentence} ${why.address}`;
  sendJson(response, status, { error: 'invalid_tenant', error_description: ascii(description) });
}

/** An error description has no other characters (RFC 6749 §5.2). */
const ascii = (text: string): string => text.replaceAll('’', "'");
