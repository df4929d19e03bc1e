import type { IncomingMessage, ServerResponse } from 'node:http';

const anyOrigin = { 'access-control-allow-origin': '*' };

/** Lets pages of any origin read the answer: none of what they may call knows them by a cookie. */
export function allowAnyOrigin(response: ServerResponse): void {
  for (const [name, value] of Object.entries(anyOrigin)) response.setHeader(name, value);
}

/** Answers a browser that asks whether a page of another origin may call (Fetch Standard, CORS-preflight). */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    ...anyOrigin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '',
    'access-control-max-age': '600',
  });
  response.end();
}
