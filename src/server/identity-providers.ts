import type { DemoConfiguration } from '../auth/demo-configuration.ts';

/**
 * The origins a browser is sent to when it signs in or out: the practice tenant's pages and the
 * authorities of the operator's own registrations.
 */
export function identityProviderOrigins(
  { registrations }: Pick<DemoConfiguration, 'registrations'>,
  practiceTenantFronts: readonly string[],
): string[] {
  const origins = new Set(practiceTenantFronts);
  for (const { whose, registration } of registrations.values()) {
    const { protocol, origin } = new URL(registration.authority);
    if (whose === 'operator' && protocol === 'https:') origins.add(origin);
  }
  return [...origins].sort();
}
