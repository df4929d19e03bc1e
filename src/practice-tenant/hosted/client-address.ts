import type { IncomingMessage } from 'node:http';

/**
 * Where a request comes from. `X-Forwarded-For` counts only as far back as the trusted proxies wrote it:
 * anything before that can be made up. An IPv6 address counts as its network, which one household has.
 */
export function clientAddress(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustedProxies: number,
): string {
  const written = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const nearestFirst = [socket.remoteAddress ?? '', ...written.reverse()];
  const address = nearestFirst[Math.min(trustedProxies, nearestFirst.length - 1)] ?? '';
  return networkOf(address);
}

/** An IPv4 address, or the first half of one of IPv6, which one household has. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const host = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1) ?? address;
  const [before = '', after] = host.split('::');
  const first = before.split(':').filter((group) => group !== '');
  const last = (after ?? '').split(':').filter((group) => group !== '');
  const zeros = after === undefined ? 0 : 8 - first.length - last.length;
  return [...first, ...Array.from({ length: zeros }, () => '0'), ...last].slice(0, 4).join(':');
}
