import type { RequestListener, ServerResponse } from 'node:http';
import type { Log } from './log/log.ts';
import { requestContext, requestIdFrom } from './log/request-context.ts';
import type { Place } from './metrics/families.ts';
import type { Metrics, TimedRequest } from './metrics/metrics.ts';
import type { RouteClass } from './metrics/route-class.ts';

export interface Observing {
  at: Place;
  routeOf: (url: string | undefined) => RouteClass;
  metrics: Pick<Metrics, 'timed'>;
  log: Pick<Log, 'info'>;
  /** Whether each request is a line of the log. */
  logsRequests: boolean;
  /** Whether the process has been asked to end. */
  isStopping?: () => boolean;
}

/** Gives each request an ID, which its lines of the log and its response have, and counts and times it. */
export function observedRequests(
  app: RequestListener,
  { at, routeOf, metrics, log, logsRequests, isStopping = () => false }: Observing,
): RequestListener {
  return (request, response) => {
    const began = performance.now();
    const route = routeOf(request.url);
    const context = { request: requestIdFrom(request.headers['x-request-id']), at, route };
    response.setHeader('x-request-id', context.request);
    // A proxy that keeps connections would send a form on one that closes at that very moment.
    if (isStopping()) response.setHeader('connection', 'close');
    response.once('close', () => {
      const milliseconds = performance.now() - began;
      const status = statusOf(response);
      metrics.timed({ at, route, status }, milliseconds / 1000);
      if (!logsRequests) return;
      const fields = { status: response.statusCode, milliseconds: Math.round(milliseconds) };
      const message = `${at} ${route}: ${status === 'aborted' ? status : fields.status}, ${fields.milliseconds} ms`;
      requestContext.run(context, () => log.info('request', message, fields));
    });
    requestContext.run(context, () => app(request, response));
  };
}

function statusOf({ statusCode, writableFinished }: ServerResponse): TimedRequest['status'] {
  if (!writableFinished) return 'aborted';
  if (statusCode < 300) return '2xx';
  if (statusCode < 400) return '3xx';
  return statusCode < 500 ? '4xx' : '5xx';
}
