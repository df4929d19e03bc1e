/*
 * Loaded into an instance before its own code: it finds the names of the lab at the proxy of the test, as
 * the DNS of an operator would let it. The proxy's port is in LAB_PROXY_PORT.
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

Object.assign(Socket.prototype, {
  connect(this: Socket, options: unknown, ...rest: unknown[]) {
    const atProxy = isForLab(options) ? { ...options, host: '127.0.0.1', port } : options;
    return Reflect.apply(connect, this, [atProxy, ...rest]);
  },
});
