import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopback } from '../../samples/web-app/server/loopback.ts';
import { isSameOrigin } from '../../samples/web-app/sign-in/index.ts';
import { clientAddress } from './client-address.ts';
import type { LabelsOf } from './metrics/families.ts';
import { type Counted, postLimit } from './post-limit.ts';

/** Why a request is refused, as a page with one sentence, or where to redirect it. */
export type Refusal =
  | {
      status: number;
      reason: LabelsOf<'refusals'>['reason'];
      title?: string;
      sentence: string;
      retryAfterSeconds?: number;
    }
  | { status: 307; location: string };

export interface RequestCheckOptions {
  siteOrigin: string;
  /** How many sign-ins and API calls one address can start per minute, and how many sign-outs; 0 for no limit. */
  signInsPerMinute: number;
  /**
   * How many of the operator's proxies are in front of the site: how many entries of
   * `X-Forwarded-For` to trust.
   */
  trustedProxies: number;
}

/** Largest body any route takes: forms of a few short fields. */
const bodyLimitBytes = 64 * 1024;
const methods = new Set(['GET', 'HEAD', 'POST']);

const tooMany: Record<Counted, string> = {
  start: 'Too many sign-ins or API calls came from your network',
  end: 'Too many requests came from your network',
};

/**
 * Checks every request before any route gets it: its target, its Host, its size, and how much its
 * address has posted. Host is compared here so that no page can be made to speak for another
 * origin.
 */
export function requestChecks({
  siteOrigin,
  signInsPerMinute,
  trustedProxies,
}: RequestCheckOptions): (request: IncomingMessage) => Refusal | undefined {
  const host = new URL(siteOrigin).host;
  const limit = postLimit(signInsPerMinute);
  return ({ url = '', method = '', headers, socket }) => {
    if (!methods.has(method)) {
      const sentence = 'This site accepts only GET, HEAD, and POST requests.';
      return { status: 405, reason: 'method', sentence };
    }
    if (!url.startsWith('/') || url.startsWith('//') || !URL.canParse(siteOrigin + url)) {
      return {
        status: 400,
        reason: 'address',
        sentence: 'This isn’t a valid address of this site.',
      };
    }
    if (headers.host?.toLowerCase() !== host) {
      const mayRedirect = method === 'GET' || method === 'HEAD';
      // A proxy that asks by such a name would be redirected again and again.
      const isProxied = headers['x-forwarded-for'] !== undefined;
      if (mayRedirect && !isProxied && isLoopbackHost(headers.host)) {
        return { status: 307, location: siteOrigin + url };
      }
      const sentence = `This site is only available at ${siteOrigin}. If you see this there, the proxy in front of the site doesn’t pass on the Host header.`;
      return { status: 421, reason: 'host', sentence };
    }
    if (headers['transfer-encoding'] !== undefined) {
      return {
        status: 411,
        reason: 'length',
        sentence: 'This site accepts only requests that declare their length.',
      };
    }
    if (Number(headers['content-length'] ?? 0) > bodyLimitBytes) {
      return {
        status: 413,
        reason: 'size',
        sentence: `This site accepts at most ${bodyLimitBytes} bytes in one request.`,
      };
    }
    const header = (name: string) => headers[name]?.toString();
    if (method === 'POST' && isSameOrigin({ get: header }, siteOrigin)) {
      const forwardedFor = header('x-forwarded-for');
      const address = clientAddress(socket.remoteAddress, forwardedFor, trustedProxies);
      const { counted, secondsToWait } = limit(url, address);
      if (secondsToWait > 0) {
        const sentence = 'Wait a minute, go back, and select the button again.';
        const title = tooMany[counted];
        return { status: 429, reason: 'rate', title, sentence, retryAfterSeconds: secondsToWait };
      }
    }
    return undefined;
  };
}

/** Sends a page with one sentence, or the redirect. */
export function refuse(response: ServerResponse, refusal: Refusal): void {
  // The body, if there is one, stays unread, so the connection can't be used again.
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
