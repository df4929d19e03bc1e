import { isIPv4, isIPv6 } from 'node:net';

interface SignInLimit {
  /** 0 for no limit. */
  perMinute: number;
  now?: () => number;
  /** Addresses remembered at once. Beyond that, the oldest are forgotten, so memory stays bounded. */
  addresses?: number;
}

// #region sign-in-limit
/**
 * Counts how many sign-ins one address starts: 0 while it's under the limit, otherwise the seconds to wait.
 * It counts in this process, so if there are several instances, each has its own count.
 */
export function signInLimit({ perMinute, now = Date.now, addresses = 10_000 }: SignInLimit) {
  const minutes = new Map<string, { until: number; left: number }>();

  return (address: string): number => {
    if (perMinute === 0) return 0;
    const from = networkOf(address);
    let minute = minutes.get(from);
    if (minute === undefined || now() >= minute.until) {
      minutes.delete(from);
      const [oldest] = minutes.keys();
      if (oldest !== undefined && minutes.size >= addresses) minutes.delete(oldest);
      minute = { until: now() + 60_000, left: perMinute };
      minutes.set(from, minute);
    }
    if (minute.left === 0) return Math.ceil((minute.until - now()) / 1000);
    minute.left -= 1;
    return 0;
  };
}
// #endregion sign-in-limit

/** For IPv6, the first 64 bits: one network usually has all addresses that begin with them. */
function networkOf(text: string): string {
  // Some proxies append a port to the address, and Node.js writes IPv4 as ::ffff:203.0.113.7, and the network
  // interface after a link-local address, as fe80::1%eth0.
  const address = text
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/^([\d.]+):\d+$/, '$1');
  if (!isIPv6(address)) return isIPv4(address) ? address : 'unknown';
  const [front = '', back = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = front.split(':').filter(Boolean);
  const after = back.split(':').filter(Boolean);
  while (groups.length + after.length < 8) groups.push('0');
  return [...groups, ...after].slice(0, 4).join(':');
}
