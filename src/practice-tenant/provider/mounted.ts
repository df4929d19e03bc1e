import type { IncomingMessage } from 'node:http';

/**
 * oidc-provider sees the path below its base, and finds the base again by comparing the two addresses.
 * @param target path and query below the base
 */
export function mounted(request: IncomingMessage, base: string, target: string): IncomingMessage {
  request.url = target;
  return Object.assign(request, { originalUrl: base + target });
}
