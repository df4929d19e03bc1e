/** The addresses that only this machine can reach: browsers take either for `localhost`. */
export const loopbackAddresses = ['127.0.0.1', '::1'];

const names = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for an origin that only this machine can reach; names below `localhost` are its own too (RFC 6761 §6.3). */
export function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin);
  return names.has(hostname) || hostname.endsWith('.localhost');
}
