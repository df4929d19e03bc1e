import type { EnvironmentReader } from './environment.ts';

/**
 * Whether an address is the practice tenant's: on this machine, or where PRACTICE_TENANT_ORIGIN says that one is
 * hosted. It may be at any host.
 */
export const isPracticeTenant = (
  { read }: Pick<EnvironmentReader, 'read'>,
  { hostname, origin }: URL,
): boolean => hostname === 'localhost' || origin === read('PRACTICE_TENANT_ORIGIN');
