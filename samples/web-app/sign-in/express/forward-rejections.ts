import type { RequestHandler } from 'express';

/**
 * The same handler, whose errors reach the app's error page even if it's async. Express 5 does that itself; under
 * Express 4, a rejection would end the process.
 */
export const forwardRejections =
  <Params, Body, Sent, Query, Locals extends Record<string, unknown>>(
    handler: RequestHandler<Params, Body, Sent, Query, Locals>,
  ): RequestHandler<Params, Body, Sent, Query, Locals> =>
  (request, response, next) =>
    void Promise.resolve(handler(request, response, next)).catch((reason: unknown) =>
      next(isError(reason) ? reason : new Error('A handler failed.', { cause: reason })),
    );

/** To Express, nothing at all, 'route', and 'router' aren't errors: they'd lead past a guard that failed. */
const isError = (reason: unknown) => typeof reason === 'object' && reason !== null;
