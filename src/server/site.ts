import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { DemoConfiguration } from '../auth/demo-configuration.ts';
import { tenantSetsOf } from '../auth/tenant-sets/tenant-sets.ts';
import type { BuiltPolicies } from './build-policies.ts';
import { clientAddress } from './client-address.ts';
import { type HealthOptions, healthAnswers } from './health.ts';
import type { InlineHashes } from './inline-hashes.ts';
import type { Log } from './log/log.ts';
import type { Metrics } from './metrics/metrics.ts';
import { movedTo } from './moved-pages.ts';
import { ownFiles } from './own-files.ts';
import { partOff } from './part-off.ts';
import { type RequestCheckOptions, refuse, requestChecks } from './request-checks.ts';
import { staticFiles } from './static-files.ts';

/** Astro's handler of the pages rendered on demand; calls `next` when it has no such page. */
export type OnDemandPages = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
  /** `Astro.locals` of this request: a new object each time, because pages write into it. */
  locals: { demo: DemoConfiguration; address: string },
) => Promise<void>;

export interface SiteOptions extends RequestCheckOptions, HealthOptions {
  demo: DemoConfiguration;
  clientFolder: string;
  policies: BuiltPolicies;
  onDemandPages: OnDemandPages;
  headers: (inline?: InlineHashes) => Record<string, string>;
  log: Pick<Log, 'error'>;
  metrics: Pick<Metrics, 'counted'>;
}

/** The whole site as one request listener. */
export function site(options: SiteOptions): RequestListener {
  const { clientFolder, policies, onDemandPages, headers, demo, trustedProxies } = options;
  const { log, metrics } = options;
  const answerHealth = healthAnswers(options);
  const refusalOf = requestChecks(options);
  const refusalOfPart = partOff(demo.partsOff);
  const sets = tenantSetsOf(demo);
  const own = sets && ownFiles({ ...options, sets });
  const files = staticFiles(clientFolder, policies, headers, (path) => own?.differs(path) ?? false);
  const onDemandHeaders = Object.entries(headers(policies.onDemand));
  const errorPage = (status: 404 | 500) => readFileSync(join(clientFolder, `${status}.html`));
  const notFound = errorPage(404);
  const failed = errorPage(500);

  const answerError = (response: ServerResponse, status: 404 | 500): void => {
    if (response.headersSent) return void response.destroy();
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
    response.end(status === 404 ? notFound : failed);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of onDemandHeaders) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    const path = request.url?.split('?', 1)[0] ?? '/';
    if (await answerHealth(request, response)) return;
    const refusal = refusalOf(request) ?? refusalOfPart(request.url ?? '/');
    if (refusal) {
      if ('reason' in refusal) metrics.counted('refusals', { at: 'site', reason: refusal.reason });
      return refuse(response, refusal);
    }
    const location = movedTo(request.url ?? '/');
    if (location) return void response.writeHead(308, { location }).end();
    if (/^\/(?:404|500)(?:\.html|\/)?$/.test(path)) return answerError(response, 404);
    if (await own?.answer(request, response)) return;
    files(request, response, () => {
      const next = (error?: unknown) => answerError(response, error === undefined ? 404 : 500);
      const address = clientAddress(
        request.socket.remoteAddress,
        request.headers['x-forwarded-for']?.toString(),
        trustedProxies,
      );
      onDemandPages(request, response, next, { demo, address }).catch(next);
    });
  };

  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error('request_failed', 'A request failed:', { error });
      answerError(response, 500);
    });
  };
}
