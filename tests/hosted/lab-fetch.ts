import { Agent, request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { labHosts } from './lab-origins.ts';

/** In the place of many machines, each with an address of its own. */
export const visitorHeader = 'x-visitor-of-the-test';

/** Where visitors reach the lab, and the authority that signed its certificate. */
export interface LabAddress {
  port: number;
  ca: string;
}

/**
 * `fetch` of a machine on which the names of the lab lead to its proxy.
 * @param from the address it comes from, which nginx believes in the tests
 */
export function labFetch({ port, ca }: LabAddress, from?: () => string): typeof fetch {
  const agent = new Agent({ ca, keepAlive: true });
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!labHosts.includes(url.hostname)) return fetch(url, init);
    const headers = Object.fromEntries(new Headers(init.headers));
    const body = init.body?.toString() ?? '';
    const asked = request({
      agent,
      host: '127.0.0.1',
      port,
      servername: url.hostname,
      method: init.method ?? 'GET',
      path: url.pathname + url.search,
      headers: {
        host: url.host,
        ...(from && { [visitorHeader]: from() }),
        ...headers,
        'content-length': Buffer.byteLength(body),
      },
    });
    return new Promise((resolve, reject) => {
      asked.on('error', reject).on('response', async (answer) => {
        const got = new Headers();
        for (const [name, values] of Object.entries(answer.headersDistinct))
          for (const value of values ?? []) got.append(name, value);
        const status = answer.statusCode ?? 0;
        const content = await buffer(answer);
        resolve(new Response(content.length > 0 ? content : null, { status, headers: got }));
      });
      asked.end(body);
    });
  };
}
