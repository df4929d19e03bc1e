import { resolve } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { CannotListen } from '../../samples/web-app/server/listen.ts';
import {
  type ConfiguredOptions,
  PortTaken,
  startPracticeTenant,
} from '../practice-tenant/index.ts';
import type { Part } from './health.ts';
import type { Log } from './log/log.ts';

export interface RunningPracticeTenant extends Part {
  /** Origins of the pages a browser is sent to; none when the practice tenant doesn't run. */
  frontOrigins: readonly string[];
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
): Promise<RunningPracticeTenant> {
  if (options === undefined) return withoutIt('off');
  try {
    const dataFolder = resolve(root, options.dataFolder);
    const report = (problem: string, error: unknown) =>
      log.error('practice_tenant_problem', problem, { error });
    const tenant = await startPracticeTenant({ ...options, dataFolder, report });
    setDefaultCACertificates([...getCACertificates('default'), tenant.caCertificate]);
    const frontOrigins = [tenant.frontOrigin, tenant.customDomainFrontOrigin];
    return { name, state: async () => 'up', frontOrigins, close: () => tenant.close() };
  } catch (error) {
    if (error instanceof PortTaken) throw new CannotListen(error.message);
    const sentence = "The practice tenant didn't start. The site runs without it:";
    log.error('practice_tenant_down', sentence, { error });
    return withoutIt('down');
  }
}
