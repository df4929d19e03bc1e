import type { Request, RequestHandler } from 'express';
import { forwardRejections } from './forward-rejections.ts';
import { RefusedRequest } from './refused-request.ts';

// #region headers
/**
 * Headers for every response. Pages have no scripts, so the policy allows none. `formOrigins` are the
 * identity provider's: browsers also apply `form-action` to the redirect that follows a posted form.
 */
export function securityHeaders(
  origin: string,
  formOrigins: () => Promise<readonly string[]>,
): RequestHandler {
  return forwardRejections(async (_request, response, next) => {
    const headers = {
      'content-security-policy': contentSecurityPolicy(await formOrigins(), "'none'"),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      // Pages show who is signed in: neither a proxy nor the back button must show them to the next user.
      'cache-control': 'no-store',
    };
    // Express's own `set` looks at each name and value for a content type.
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (origin.startsWith('https:'))
      response.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
    next();
  });
}
// #endregion headers

export function contentSecurityPolicy(
  formOrigins: readonly string[],
  frameAncestors: string,
): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${formOrigins.join(' ')}`,
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');
}

/** Only proxies are sent a full address or `*` (RFC 9112 §3.2): routes here take a path and nothing else. */
export const pathsOnly: RequestHandler = (request, _response, next) =>
  next(request.url.startsWith('/') ? undefined : new RefusedRequest(400, 'Send a path.'));

/** For a response about one user: neither a proxy nor the back button must show it to the next one. */
export const notKept: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};

/** Browsers treat 127.0.0.1 and localhost as different hosts: cookies of one are missing at the other. */
export const isAliasOf = (origin: string, { hostname }: Request): boolean =>
  new URL(origin).hostname === 'localhost' && ['127.0.0.1', '[::1]'].includes(hostname);

export function canonicalHost(origin: string): RequestHandler {
  return (request, response, next) => {
    if (request.method !== 'GET' || !isAliasOf(origin, request)) return next();
    response.redirect(307, `${origin}${request.url}`);
  };
}
