import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LimitedKind, TooManyRequests } from '../hosted/request-limits.ts';
import { sendJson, sendPage } from '../http/answer.ts';
import { html } from '../pages/html.ts';

/** What apps, and the practice tenant itself, ask for without a browser; the site does it for all its visitors. */
const tokens = /\/oauth2\/(?:v2\.0\/)?token$|^\/social\/[^/]+\/token$/i;
const signIns = /\/(?:oauth2|interaction|home-realm|adminconsent|elsewhere)(?:\/|$)/i;

/** What a request counts as, by its address; undefined for one that isn't counted, such as for metadata. */
export function limitedKind(pathname: string, method: string | undefined): LimitedKind | undefined {
  if (pathname.startsWith('/admin/')) return method === 'GET' ? undefined : 'adminWrites';
  if (tokens.test(pathname)) return 'tokens';
  if (pathname.startsWith('/social/') || signIns.test(pathname)) return 'requests';
  return undefined;
}

/** Status 429: a page for browsers, JSON for programs. */
export function sendTooMany(
  request: IncomingMessage,
  response: ServerResponse,
  { message, seconds }: TooManyRequests,
): void {
  response.setHeader('retry-after', String(seconds));
  if (request.headers.accept?.includes('text/html') !== true) {
    const error = 'temporarily_unavailable';
    sendJson(response, 429, { error, error_description: message });
    return;
  }
  const body = html`<h1>Too many requests</h1>
<p class="problem">${message}</p>`;
  sendPage(response, 429, { title: 'Too many requests' }, body);
}
