import { type IncomingHttpHeaders, request } from 'node:http';
import { request as secureRequest } from 'node:https';

export interface RawReply {
  status: number;
  location: string;
  cookies: string[];
  headers: IncomingHttpHeaders;
}

/** A request with exactly these headers, also with a Host of its own: no browser in between. */
export function rawRequest(
  method: string,
  url: URL,
  headers: Record<string, string>,
  body: string,
  /** In place of the path of `url`, sent exactly so. */
  path = url.pathname + url.search,
): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const form = method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' };
    const ask = url.protocol === 'https:' ? secureRequest : request;
    const { hostname: servername } = url;
    const sent = ask(url, { method, path, servername, headers: { ...form, ...headers } });
    sent.on('response', (response) => {
      response.resume();
      resolve({
        status: response.statusCode ?? 0,
        location: response.headers.location ?? '',
        cookies: response.headers['set-cookie'] ?? [],
        headers: response.headers,
      });
    });
    sent.on('error', reject).end(method === 'POST' ? body : undefined);
  });
}
