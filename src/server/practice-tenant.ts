import { resolve } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { CannotListen } from '../../samples/web-app/server/listen.ts';
import { ConfigurationError } from '../../samples/web-app/sign-in/index.ts';
import type { TenantSets } from '../auth/tenant-sets/tenant-sets.ts';
import {
  type ConfiguredOptions,
  PortTaken,
  PracticeTenantConfigurationError,
  type PracticeTenantOptions,
  startPracticeTenant,
} from '../practice-tenant/index.ts';
import type { Part } from './health.ts';
import type { Log } from './log/log.ts';
import { visitorsTenants } from './visitors-tenants.ts';

export interface RunningPracticeTenant extends Part {
  /** Origins of the pages a browser is sent to; none when the practice tenant doesn't run. */
  frontOrigins: readonly string[];
  /** How visitors get practice tenants of their own, in a hosted lab. */
  tenantSets?: TenantSets;
  /** How many sets of them there are. */
  countSets?: () => number;
  close(): Promise<void>;
}

const name = 'practiceTenant';
const withoutIt = (state: 'off' | 'down'): RunningPracticeTenant => ({
  name,
  state: async () => state,
  frontOrigins: [],
  close: async () => {},
});

/**
 * Starts the practice tenant inside this process and makes this process trust its certificates.
 * If it fails for a reason that configuration can't fix, the site runs without it.
 * @param options undefined to run without it on purpose
 * @throws CannotListen
 */
export async function runPracticeTenant(
  options: ConfiguredOptions | undefined,
  root: string,
  log: Log,
  settings: Pick<
    PracticeTenantOptions,
    'around' | 'without' | 'observe' | 'trustedProxies' | 'addressSecret'
  > = {},
): Promise<RunningPracticeTenant> {
  if (options === undefined) return withoutIt('off');
  try {
    const dataFolder = resolve(root, options.dataFolder);
    const report = (problem: string, error: unknown) =>
      log.error('practice_tenant_problem', problem, { error });
    const tenant = await startPracticeTenant({ ...options, ...settings, dataFolder, report });
    setDefaultCACertificates([...getCACertificates('default'), tenant.caCertificate]);
    const frontOrigins = [tenant.frontOrigin, tenant.customDomainFrontOrigin];
    return {
      name,
      state: async () => 'up',
      frontOrigins,
      ...(tenant.tenantSets && {
        tenantSets: visitorsTenants(tenant.tenantSets),
        countSets: tenant.tenantSets.count,
      }),
      close: () => tenant.close(),
    };
  } catch (error) {
    if (error instanceof PortTaken) throw new CannotListen(error.message);
    if (options.hosted && error instanceof PracticeTenantConfigurationError)
      throw new ConfigurationError(error.mistakes);
    // A lab without practice tenants is none; its operator has to know.
    if (options.hosted) throw error;
    const sentence = "The practice tenant didn't start. The site runs without it:";
    log.error('practice_tenant_down', sentence, { error });
    return withoutIt('down');
  }
}
