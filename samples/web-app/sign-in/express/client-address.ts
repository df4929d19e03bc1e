import { BlockList, isIP } from 'node:net';

/** Private networks: where a proxy in front of the app stands, and nobody out on the internet. */
const nearby = new BlockList();
nearby.addSubnet('10.0.0.0', 8);
nearby.addSubnet('100.64.0.0', 10);
nearby.addSubnet('127.0.0.0', 8);
nearby.addSubnet('169.254.0.0', 16);
nearby.addSubnet('172.16.0.0', 12);
nearby.addSubnet('192.168.0.0', 16);
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');
nearby.addSubnet('fe80::', 10, 'ipv6');

// #region client-address
/**
 * Where a request comes from. `X-Forwarded-For` counts only when a nearby machine sent the request, and
 * only as far back as nearby machines wrote it: whatever stands before, the visitor may have made up.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined): string {
  let address = plain(peer ?? '');
  for (const before of (forwardedFor ?? '').split(',').reverse().map(plain)) {
    if (!isNearby(address) || isIP(before) === 0) break;
    address = before;
  }
  return address;
}
// #endregion client-address

const isNearby = (address: string): boolean =>
  isIP(address) !== 0 && nearby.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Without a port, brackets or the IPv6 way of writing an IPv4 address. */
function plain(text: string): string {
  const address = text
    .trim()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '');
  return address.replace(/^([\d.]+):\d+$/, '$1');
}
