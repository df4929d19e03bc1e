import './env-file.ts';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useNetwork } from '../../samples/web-app/outbound-network.ts';
import { drain } from '../../samples/web-app/server/drain.ts';
import { CannotListen, listen } from '../../samples/web-app/server/listen.ts';
import { ConfigurationError } from '../../samples/web-app/sign-in/index.ts';
import { warn, warnBeforeExpiry } from '../../samples/web-app/warnings.ts';
import type { DemoConfiguration } from '../auth/demo-configuration.ts';
import type { BuiltPolicies } from './build-policies.ts';
import { readEnvironment } from './environment.ts';
import { identityProviderOrigins } from './identity-providers.ts';
import { runPracticeTenant } from './practice-tenant.ts';
import { redisHealth } from './redis-health.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionSecrets } from './session-secret.ts';
import { type OnDemandPages, site } from './site.ts';

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

async function start(): Promise<void> {
  const environment = readEnvironment(process.env);
  const { siteOrigin, port, hosts, network } = environment;
  warn(useNetwork(network));
  for (const { registration } of environment.demo.registrations.values())
    warnBeforeExpiry(registration.credential);
  // The port is opened first, so that a second start reports the site's port and not another one;
  // requests wait until everything is up.
  const ready = Promise.withResolvers<RequestListener>();
  const waiting: RequestListener = async (request, response) => {
    const answer = await ready.promise;
    answer(request, response);
  };
  const servers = await listen(waiting, { port, hosts, limits });

  const practiceTenant = await runPracticeTenant(environment.practiceTenant, root);
  const { practiceTenant: atHand } = environment.demo;
  const demo: DemoConfiguration = {
    ...environment.demo,
    practiceTenant: atHand && { ...atHand, tenantSets: practiceTenant.tenantSets },
    sessionSecrets: sessionSecrets(environment, root),
  };
  const redis = redisHealth(demo.redisUrl);
  const identityProviders = identityProviderOrigins(demo, practiceTenant.frontOrigins);
  ready.resolve(
    site({
      siteOrigin,
      demo,
      signInsPerMinute: environment.signInsPerMinute,
      trustedProxies: environment.trustedProxies,
      clientFolder: resolve(root, 'dist/client'),
      policies: builtPolicies(),
      onDemandPages: await builtPages(),
      headers: securityHeaders({ siteOrigin, identityProviders }),
      parts: [practiceTenant, redis],
    }),
  );
  const stop = async (): Promise<void> => {
    process.once('SIGINT', () => process.exit(130));
    await drain(servers, drainMilliseconds);
    await practiceTenant.close();
    await redis.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  console.log(`Sign-in Lab is at ${siteOrigin}`);
}

function builtPolicies(): BuiltPolicies {
  return JSON.parse(readFileSync(resolve(root, 'dist/policies.json'), 'utf8'));
}

async function builtPages(): Promise<OnDemandPages> {
  const entry = new URL('../../dist/server/entry.mjs', import.meta.url).href;
  const { handler } = await import(entry);
  return handler;
}

start().catch((error: unknown) => {
  const expected = error instanceof ConfigurationError || error instanceof CannotListen;
  console.error(expected ? error.message : error);
  process.exit(1);
});
