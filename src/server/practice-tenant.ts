import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Part } from './health.ts';

export interface RunningPracticeTenant extends Part {
  /** Origin of the pages a browser is sent to; undefined when the practice tenant is off. */
  frontOrigin: string | undefined;
  close(): Promise<void>;
}

interface PracticeTenantModule {
  practiceTenantConfiguration(env: Record<string, string | undefined>): unknown;
  startPracticeTenant(
    options: unknown,
  ): Promise<{ caCertificate: string; frontOrigin: string; close(): Promise<void> }>;
}

const name = 'practiceTenant';
const withoutIt = (state: 'off' | 'down'): RunningPracticeTenant => ({
  name,
  state: async () => state,
  frontOrigin: undefined,
  close: async () => {},
});

/**
 * Starts the practice tenant inside this process and makes this process trust its certificates.
 * Wrong configuration and a taken port are thrown; any other failure leaves the site running without it.
 */
export async function runPracticeTenant(
  env: Record<string, string | undefined>,
  wanted: boolean,
): Promise<RunningPracticeTenant> {
  if (!wanted) return withoutIt('off');
  const location = new URL('../practice-tenant/index.ts', import.meta.url).href;
  const module: PracticeTenantModule | undefined = await import(location).catch(() => undefined);
  if (module === undefined) {
    console.error('The practice tenant is not part of this copy: the live demo does not work.');
    return withoutIt('down');
  }
  const tenant = await module.startPracticeTenant(module.practiceTenantConfiguration(env));
  setDefaultCACertificates([...getCACertificates('default'), tenant.caCertificate]);
  return {
    name,
    state: async () => 'up',
    frontOrigin: tenant.frontOrigin,
    close: () => tenant.close(),
  };
}
