import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { ConfiguredOptions } from '../../src/practice-tenant/index.ts';
import { type PracticeTenant, startPracticeTenant } from '../../src/practice-tenant/index.ts';
import { freePort } from '../e2e/free-ports.ts';

export const siteOrigin = 'http://localhost:4321';

export interface RunningTenant extends PracticeTenant {
  options: ConfiguredOptions;
  /** Stops it and starts it again over the same data. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/**
 * A practice tenant on free ports, whose certificates this process trusts.
 * @param pagesOn where all its pages are, instead of where they usually are
 */
export async function runningTenant(pagesOn?: 'localhost'): Promise<RunningTenant> {
  const [front, back, customDomain] = await Promise.all([freePort(), freePort(), freePort()]);
  const options: ConfiguredOptions = {
    frontOrigin: `http://${pagesOn ?? '127.0.0.1'}:${front}`,
    ...(pagesOn && { customDomainFrontOrigin: `http://${pagesOn}:${front}` }),
    origin: `https://localhost:${back}`,
    customDomainOrigin: `https://localhost:${customDomain}`,
    siteOrigin,
    dataFolder: await mkdtemp(join(tmpdir(), 'practice-tenant-')),
  };
  let tenant = await startPracticeTenant(options);
  trust(tenant.caCertificate);
  return {
    ...tenant,
    options,
    restart: async () => {
      await tenant.close();
      tenant = await startPracticeTenant(options);
    },
    close: () => tenant.close(),
    tenants: () => tenant.tenants(),
    seed: (seed) => tenant.seed(seed),
    reset: () => tenant.reset(),
    get clock() {
      return tenant.clock;
    },
    directory: (type) => tenant.directory(type),
    faults: (type) => tenant.faults(type),
    settings: (type) => tenant.settings(type),
    revocations: (type) => tenant.revocations(type),
    keys: (type) => tenant.keys(type),
    remove: async () => {
      await tenant.close();
      await rm(options.dataFolder, { recursive: true });
    },
  };
}

export function trust(caCertificate: string): void {
  setDefaultCACertificates([...getCACertificates('default'), caCertificate]);
}
