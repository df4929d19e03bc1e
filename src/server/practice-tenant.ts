import { resolve } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { CannotListen } from '../../samples/web-app/server/listen.ts';
import type { TenantSets } from '../auth/tenant-sets/tenant-sets.ts';
import {
  type ConfiguredOptions,
  PortTaken,
  startPracticeTenant,
} from '../practice-tenant/index.ts';
import type { Part } from './health.ts';
import { visitorsTenants } from './visitors-tenants.ts';

export interface RunningPracticeTenant extends Part {
  /** Origins of the pages a browser is sent to; none when the practice tenant doesn't run. */
  frontOrigins: readonly string[];
  /** Of a hosted one. */
  tenantSets?: TenantSets | undefined;
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
): Promise<RunningPracticeTenant> {
  if (options === undefined) return withoutIt('off');
  try {
    const dataFolder = resolve(root, options.dataFolder);
    const tenant = await startPracticeTenant({ ...options, dataFolder, report: console.error });
    setDefaultCACertificates([...getCACertificates('default'), tenant.caCertificate]);
    const frontOrigins = [tenant.frontOrigin, tenant.customDomainFrontOrigin];
    const tenantSets = tenant.tenantSets && visitorsTenants(tenant.tenantSets);
    return {
      name,
      state: async () => 'up',
      frontOrigins,
      tenantSets,
      close: () => tenant.close(),
    };
  } catch (error) {
    if (error instanceof PortTaken) throw new CannotListen(error.message);
    console.error("The practice tenant didn't start. The site runs without it:", error);
    return withoutIt('down');
  }
}
