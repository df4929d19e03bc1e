import type { Environment, EnvironmentReader } from './environment.ts';

/**
 * Whether an address is the practice tenant's: on this machine, or where PRACTICE_TENANT_ORIGIN says that one is
 * hosted. It may be at any host.
 */
export const isPracticeTenant = (
  { read }: Pick<EnvironmentReader, 'read'>,
  { hostname, origin }: URL,
): boolean => hostname === 'localhost' || origin === read('PRACTICE_TENANT_ORIGIN');

/** Whether the settings are those of a hosted practice tenant: its address alone may be left from another time. */
export function isHostedPracticeTenants({
  AUTHORITY,
  OIDC_AUTHORITY,
  PRACTICE_TENANT_ORIGIN,
}: Environment): boolean {
  const origin = originOf(PRACTICE_TENANT_ORIGIN);
  return origin !== undefined && [AUTHORITY, OIDC_AUTHORITY].map(originOf).includes(origin);
}

const originOf = (address = ''): string | undefined => URL.parse(address)?.origin;
