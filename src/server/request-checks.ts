import type { IncomingMessage, ServerResponse } from 'node:http';
import { isSameOrigin, signInLimit } from '../../samples/web-app/sign-in/index.ts';
import { clientAddress } from './client-address.ts';
import { isLoopback } from './loopback.ts';

/** Why a request goes no further, as a page of one sentence, or where it should have gone. */
export type Refusal =
  | { status: number; title?: string; sentence: string; retryAfterSeconds?: number }
  | { status: 307; location: string };

export interface RequestCheckOptions {
  siteOrigin: string;
  /** How often one address may start to sign in; 0 for as often as it likes. */
  signInsPerMinute: number;
  /** How many proxies of the operator's stand before the site: so far `X-Forwarded-For` is believed. */
  trustedProxies: number;
}

/** Largest body any route takes: forms of a few short fields. */
const bodyLimitBytes = 64 * 1024;
const methods = new Set(['GET', 'HEAD', 'POST']);

/**
 * What is checked of every request before any route sees it: its target, its Host, its size, and that
 * nobody starts to sign in without end. Host is compared here so that no page can be made to speak for another origin.
 */
export function requestChecks({
  siteOrigin,
  signInsPerMinute,
  trustedProxies,
}: RequestCheckOptions): (request: IncomingMessage) => Refusal | undefined {
  const host = new URL(siteOrigin).host;
  const secondsToWait = signInLimit({ perMinute: signInsPerMinute });
  return ({ url = '', method = '', headers, socket }) => {
    if (!methods.has(method)) {
      return { status: 405, sentence: 'This site takes GET, HEAD and POST requests only.' };
    }
    if (!url.startsWith('/') || url.startsWith('//') || !URL.canParse(siteOrigin + url)) {
      return { status: 400, sentence: 'This address is not one of a page.' };
    }
    if (headers.host?.toLowerCase() !== host) {
      const mayRedirect = method === 'GET' || method === 'HEAD';
      if (mayRedirect && isLoopbackHost(headers.host)) {
        return { status: 307, location: siteOrigin + url };
      }
      return { status: 421, sentence: `This site answers at ${siteOrigin} only.` };
    }
    if (headers['transfer-encoding'] !== undefined) {
      return { status: 411, sentence: 'This site takes only requests that state their length.' };
    }
    if (Number(headers['content-length'] ?? 0) > bodyLimitBytes) {
      return {
        status: 413,
        sentence: `This site takes at most ${bodyLimitBytes} bytes at a time.`,
      };
    }
    const header = (name: string) => headers[name]?.toString();
    if (method === 'POST' && startsSignIn(url) && isSameOrigin({ get: header }, siteOrigin)) {
      const forwardedFor = header('x-forwarded-for');
      const address = clientAddress(socket.remoteAddress, forwardedFor, trustedProxies);
      const retryAfterSeconds = secondsToWait(address);
      if (retryAfterSeconds > 0) {
        const title = 'Too many sign-ins were started from your network';
        const sentence = 'Wait a minute, go back, and press Sign in again.';
        return { status: 429, title, sentence, retryAfterSeconds };
      }
    }
    return undefined;
  };
}

/** However it is spelt: percent-encoding and doubled slashes lead to the same route. */
function startsSignIn(url: string): boolean {
  const [path = ''] = url.split('?', 1);
  try {
    return /^\/+auth\/+sign-in\/*$/.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/** Answers with a page of one sentence, or with the redirect. */
export function refuse(response: ServerResponse, refusal: Refusal): void {
  // The body, if there is one, stays unread: the connection cannot be used again.
  response.setHeader('connection', 'close');
  if ('location' in refusal) {
    response.writeHead(refusal.status, { location: refusal.location }).end();
    return;
  }
  const { status, title = String(status), sentence, retryAfterSeconds } = refusal;
  if (retryAfterSeconds) response.setHeader('retry-after', String(retryAfterSeconds));
  if (status === 405) response.setHeader('allow', [...methods].join(', '));
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${sentence}</p></html>`,
  );
}

function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && URL.canParse(`http://${host}`) && isLoopback(`http://${host}`);
}
