import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { NetworkSettings } from '../sign-in/index.ts';
import { proxyFor } from './proxy-for.ts';
import { secondsForRequest } from './requests.ts';

const milliseconds = secondsForRequest * 1000;

/**
 * A connection to the host of an address, through the proxy if that's the way there.
 * @throws an Error of Node.js, or one that names the proxy's status
 */
export function connectionTo(url: URL, network: NetworkSettings): Promise<Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const proxy = proxyFor(url, network);
  return proxy === undefined ? direct(host, port) : through(proxy, `${url.hostname}:${port}`);
}

function direct(host: string, port: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ host, port });
  socket.once('connect', () => resolve(socket)).once('error', reject);
  socket.setTimeout(milliseconds, () => socket.destroy(new Error('no connection in time')));
  return promise;
}

/** RFC 9110 §9.3.6. */
function through(proxy: URL, path: string): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const { hostname, port, username, password } = proxy;
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers = {
    host: path,
    ...(username && {
      'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}`,
    }),
  };
  const send = proxy.protocol === 'https:' ? secureRequest : request;
  const asking = send({ hostname, port, method: 'CONNECT', path, headers, agent: false });
  asking.setTimeout(milliseconds, () => asking.destroy(new Error('no connection in time')));
  asking.once('error', reject).once('connect', ({ statusCode }, socket: Socket) => {
    if (statusCode === 200) return resolve(socket);
    socket.destroy();
    reject(new ProxyRefusal(`the proxy ${proxy.host} responds with status ${statusCode}`));
  });
  asking.end();
  return promise;
}

/** The proxy is there and doesn't open the connection. */
export class ProxyRefusal extends Error {
  override readonly name = 'ProxyRefusal';
}
