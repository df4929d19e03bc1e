import type { RequestHandler } from 'express';

/**
 * Says once that a proxy may be in front of the app although TRUST_PROXY is 0. Anyone can send the header, so
 * nothing else follows from it.
 */
export function proxyNotice(trustedProxies: number, log: (line: string) => void): RequestHandler {
  let isQuiet = trustedProxies > 0;
  return ({ headers }, _response, next) => {
    if (!isQuiet && headers['x-forwarded-for'] !== undefined) {
      isQuiet = true;
      log(
        'A request has an X-Forwarded-For header, but TRUST_PROXY is 0, so the app counts sign-ins by the address that requests come from. If your own proxy is in front of the app, set TRUST_PROXY to the number of your proxies.',
      );
    }
    next();
  };
}
