import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What each line of the log says of the request that it's about. */
export interface RequestContext {
  request: string;
  at: string;
  route: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

/** The ID that a proxy gave the request, unless it could be anything else than an ID; or a new one. */
export function requestIdFrom(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : randomUUID();
}
