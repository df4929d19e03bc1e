/**
 * Where a request comes from, as Express reads it with `trust proxy` set to a number:
 * `X-Forwarded-For` counts only as far back as that many proxies wrote it. Visitors can make up
 * anything before that.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const written = (forwardedFor ?? '').split(',').map((address) => address.trim());
  const nearestFirst = [peer ?? '', ...written.filter(Boolean).reverse()];
  return nearestFirst.at(Math.min(trustedProxies, nearestFirst.length - 1)) ?? '';
}
