import type { Check } from '../check.ts';
import { api } from '../checks/api.ts';
import { apiAudience } from '../checks/api-audience.ts';
import { app } from '../checks/app.ts';
import { clock } from '../checks/clock.ts';
import { configuration } from '../checks/configuration.ts';
import { consent } from '../checks/consent.ts';
import { credential } from '../checks/credential.ts';
import { credentialExpiry } from '../checks/credential-expiry.ts';
import { discovery } from '../checks/discovery.ts';
import { dns } from '../checks/dns.ts';
import { envFile } from '../checks/env-file.ts';
import { issuer } from '../checks/issuer.ts';
import { keys } from '../checks/keys.ts';
import { node } from '../checks/node.ts';
import { platform } from '../checks/platform.ts';
import { ports } from '../checks/ports.ts';
import { practiceTenant } from '../checks/practice-tenant.ts';
import { proxy } from '../checks/proxy.ts';
import { redirectUri } from '../checks/redirect-uri.ts';
import { redis } from '../checks/redis.ts';
import { tenant } from '../checks/tenant.ts';
import { tls } from '../checks/tls.ts';
import { userFlows } from '../checks/user-flows.ts';
import { cookiesOfItself, proxyHeadersOfItself } from '../outside/itself.ts';

/** What can be found out about any registration, in the sample, an API, or a live demo. */
export const registrationChecks: readonly Check[] = [
  // The way to the tenant
  dns,
  tls,
  // The tenant
  discovery,
  clock,
  tenant,
  issuer,
  keys,
  userFlows,
  // The registration
  app,
  credential,
  credentialExpiry,
  redirectUri,
  platform,
  consent,
  // What the app calls
  api,
  apiAudience,
];

/** Everything that the doctor looks at, in the order of its lines: a new check is a new row. */
export const checks: readonly Check[] = [
  // This computer
  node,
  envFile,
  configuration,
  proxy,
  practiceTenant,
  ...registrationChecks,
  // What the app uses
  redis,
  ports,
  // How others reach it
  cookiesOfItself,
  proxyHeadersOfItself,
];
