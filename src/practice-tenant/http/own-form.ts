import type { IncomingMessage } from 'node:http';

/**
 * Whether a change of state was asked for by a page of this very origin. Sec-Fetch-Site says it where
 * the browser sends it, Origin elsewhere; a request without both comes from no browser.
 */
export function isOwnForm(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  return origin === undefined || URL.parse(origin)?.host === host;
}
