/*
 * Loaded into a process before its own code: it finds the names of the lab at the proxy of the test, as DNS
 * would let it. The proxy's port is in LAB_PROXY_PORT.
 */
import { Socket } from 'node:net';
import { labHosts } from './lab-origins.ts';

const port = Number(process.env['LAB_PROXY_PORT']);
const { connect } = Socket.prototype;

const isForLab = (options: unknown): options is { host: string } =>
  typeof options === 'object' &&
  options !== null &&
  'host' in options &&
  typeof options.host === 'string' &&
  labHosts.includes(options.host);

const atProxy = (options: unknown): unknown =>
  isForLab(options) ? { ...options, host: '127.0.0.1', port } : options;

Object.assign(Socket.prototype, {
  connect(this: Socket, first: unknown, ...rest: unknown[]) {
    // `net.connect` hands over all of its arguments in one array, which Node.js knows by a mark on it.
    if (Array.isArray(first)) first[0] = atProxy(first[0]);
    return Reflect.apply(connect, this, [atProxy(first), ...rest]);
  },
});
