import './env-file.ts';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { useNetwork } from '../../samples/web-app/outbound-network.ts';
import { drain } from '../../samples/web-app/server/drain.ts';
import { CannotListen, listen } from '../../samples/web-app/server/listen.ts';
import { ConfigurationError } from '../../samples/web-app/sign-in/index.ts';
import type { DemoConfiguration } from '../auth/demo-configuration.ts';
import type { BuiltPolicies } from './build-policies.ts';
import { demoReports } from './demo-reports.ts';
import { readEnvironment } from './environment.ts';
import { healthAnswers } from './health.ts';
import { identityProviderOrigins } from './identity-providers.ts';
import { createLog } from './log/log.ts';
import { logFormatFrom } from './log/log-format.ts';
import { createMetrics } from './metrics/metrics.ts';
import { processGauges } from './metrics/process-gauges.ts';
import { siteRoute, tenantRoute } from './metrics/route-class.ts';
import { storeGauges } from './metrics/store-gauges.ts';
import { observedRequests } from './observed-requests.ts';
import { runPracticeTenant } from './practice-tenant.ts';
import { clockWarning } from './redis-clock.ts';
import { redisHealth } from './redis-health.ts';
import { securityHeaders } from './security-headers.ts';
import { serveMetrics } from './serve-metrics.ts';
import { sessionSecrets } from './session-secret.ts';
import { type OnDemandPages, site } from './site.ts';
import { startupWarnings } from './startup-warnings.ts';

const drainMilliseconds = 10_000;
const limits = {
  connections: 2_000,
  // A client that keeps a connection must close it first, or it may send on one that just closed
  // (ECONNRESET): clients that read "Keep-Alive: timeout" are told to close early, and most proxies
  // do so anyway.
  keepAliveTimeout: 5_000,
  keepAliveTimeoutBuffer: 60_000,
};
const root = fileURLToPath(new URL('../..', import.meta.url));
const built = resolve(root, process.env['DIST_FOLDER'] ?? 'dist');

async function start(): Promise<void> {
  const environment = readEnvironment(process.env);
  const { siteOrigin, port, hosts, network, operations } = environment;
  const { logsRequests, stopDelaySeconds } = operations;
  const metrics = createMetrics();
  const log = createLog(operations.logFormat, (level) => metrics.counted('log_lines', { level }));
  const warnings = startupWarnings(log);
  warnings.all(useNetwork(network));
  warnings.beforeExpiry(
    [...environment.demo.registrations.values()].map(({ registration }) => registration.credential),
  );
  if (environment.demo.redisUrl)
    clockWarning(environment.demo.redisUrl).then((sentence) => warnings.all([sentence]));
  const demo: DemoConfiguration = {
    ...environment.demo,
    sessionSecrets: sessionSecrets(environment, root),
    reports: demoReports(log, metrics),
  };

  // The port is opened first, so that a second start reports the site's port and not another one;
  // requests wait until everything is up.
  const ready = Promise.withResolvers<RequestListener>();
  const waiting: RequestListener = async (request, response) => {
    const answer = await ready.promise;
    answer(request, response);
  };
  let isStopping = false;
  const observed = observedRequests(waiting, {
    at: 'site',
    routeOf: siteRoute,
    metrics,
    log,
    logsRequests,
    isStopping: () => isStopping,
  });
  const servers = await listen(observed, { port, hosts, limits });
  const metricsServer = await serveMetrics(metrics, operations.metrics);

  const redis = redisHealth(demo.redisUrl);
  const tenantHealth = healthAnswers({ parts: [redis], isStopping: () => isStopping });
  const practiceTenant = await runPracticeTenant(environment.practiceTenant, root, log, {
    without: new Set(
      [...environment.partsOff].filter((part) => part === 'desk' || part === 'faults'),
    ),
    trustedProxies: environment.trustedProxies,
    addressSecret: demo.sessionSecrets[0],
    observe: (what) => metrics.counted('tenant_sets', { what }),
    around: (answer) =>
      observedRequests(
        (request, response) =>
          tenantHealth(request, response).then((isAnswered) => {
            if (!isAnswered) answer(request, response);
          }),
        {
          at: 'tenant',
          routeOf: tenantRoute,
          metrics,
          log,
          logsRequests,
          isStopping: () => isStopping,
        },
      ),
  });
  const store = storeGauges(operations.metrics && demo.redisUrl);
  if (operations.metrics)
    for (const gauge of [...processGauges(version()), ...store.gauges]) metrics.gauge(gauge);
  const { tenantSets, countSets } = practiceTenant;
  if (countSets)
    metrics.gauge({
      name: 'tenant_sets_now',
      help: 'Visitors who have practice tenants of their own, as of the last count, which is at most ten minutes old.',
      read: countSets,
    });
  const identityProviders = identityProviderOrigins(demo, practiceTenant.frontOrigins);
  ready.resolve(
    site({
      siteOrigin,
      demo: {
        ...demo,
        practiceTenant: demo.practiceTenant && { ...demo.practiceTenant, tenantSets },
      },
      signInsPerMinute: environment.signInsPerMinute,
      trustedProxies: environment.trustedProxies,
      clientFolder: join(built, 'client'),
      policies: builtPolicies(),
      onDemandPages: await builtPages(),
      headers: securityHeaders({ siteOrigin, identityProviders }),
      parts: [practiceTenant, redis],
      isStopping: () => isStopping,
      log,
      metrics,
    }),
  );
  const stop = async (): Promise<void> => {
    process.once('SIGINT', () => process.exit(130));
    // Until the proxy has noticed, it goes on sending requests here.
    isStopping = true;
    await wait(stopDelaySeconds * 1000);
    await drain(servers, drainMilliseconds);
    await practiceTenant.close();
    await redis.close();
    store.close();
    metricsServer.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  log.info('started', `Sign-in Lab is at ${siteOrigin}`);
}

const Package = z.object({ version: z.string() });

function version(): string {
  return Package.parse(JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))).version;
}

function builtPolicies(): BuiltPolicies {
  return JSON.parse(readFileSync(join(built, 'policies.json'), 'utf8'));
}

async function builtPages(): Promise<OnDemandPages> {
  const entry = pathToFileURL(join(built, 'server/entry.mjs')).href;
  const { handler } = await import(entry);
  return handler;
}

start().catch((error: unknown) => {
  const expected = error instanceof ConfigurationError || error instanceof CannotListen;
  const log = createLog(logFormatFrom(process.env));
  if (expected) log.error('configuration_wrong', error.message);
  else log.error('start_failed', "The site didn't start:", { error });
  process.exit(1);
});
