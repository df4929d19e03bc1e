import type { MiddlewareHandler } from 'astro';
import { pageResponse } from './page-response.ts';

const unbuffered = 'x-accel-buffering';

/** Compresses pages made on demand; built files are compressed at build time. */
export const onRequest: MiddlewareHandler = async ({ isPrerendered, request }, next) => {
  const response = await next();
  if (isPrerendered || !import.meta.env.PROD || response.body === null) return response;
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
  // Sent as it's made: a person waits for each part of it.
  if (response.headers.get(unbuffered) === 'no') return response;
  return pageResponse(Buffer.from(await response.arrayBuffer()), request, response);
};
