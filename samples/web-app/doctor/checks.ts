import type { Check } from './check.ts';
import { configuration } from './checks/configuration.ts';
import { dns } from './checks/dns.ts';
import { envFile } from './checks/env-file.ts';
import { node } from './checks/node.ts';
import { practiceTenant } from './checks/practice-tenant.ts';
import { proxy } from './checks/proxy.ts';
import { cookiesOfItself, proxyHeadersOfItself } from './outside/itself.ts';

/** Everything that the doctor looks at, in the order of its lines: a new check is a new row. */
export const checks: readonly Check[] = [
  node,
  envFile,
  configuration,
  proxy,
  practiceTenant,
  dns,
  cookiesOfItself,
  proxyHeadersOfItself,
];
