import { get, type IncomingMessage } from 'node:http';
import { secondsForRequest } from './requests.ts';

export interface Response {
  status: number;
  location: string | undefined;
  text: string;
}

const milliseconds = secondsForRequest * 1000;

/** One request for a page, without cookies; a redirect isn't followed. */
export async function asBrowser(url: URL, send: typeof fetch): Promise<Response> {
  if (url.protocol === 'http:' && url.hostname.endsWith('.localhost')) return onThisMachine(url);
  const signal = AbortSignal.timeout(milliseconds);
  const response = await send(url, { redirect: 'manual', signal });
  const location = response.headers.get('location') ?? undefined;
  return { status: response.status, location, text: await response.text() };
}

/**
 * Browsers find names below localhost on this machine (RFC 6761 §6.3), many systems don't. The practice
 * tenant has its custom domain there.
 */
function onThisMachine(url: URL): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const answered = (response: IncomingMessage) => {
    const { statusCode: status = 0, headers } = response;
    let text = '';
    response
      .setEncoding('utf8')
      .on('data', (part: string) => {
        text += part;
      })
      .on('end', () => resolve({ status, location: headers.location, text }));
  };
  const { port, pathname, search, host } = url;
  const path = `${pathname}${search}`;
  const options = { hostname: '127.0.0.1', port, path, headers: { host }, timeout: milliseconds };
  const asking = get(options, answered);
  asking.on('timeout', () => asking.destroy(new Error('no response in time'))).on('error', reject);
  return promise;
}
