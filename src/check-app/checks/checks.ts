import { attackerLinkChecks } from './attacker-links.ts';
import type { Check } from './check.ts';
import { idTokenChecks } from './id-token.ts';
import { lyingDiscovery } from './lying-discovery.ts';
import { otherOriginChecks } from './other-origins.ts';
import { pageChecks } from './pages.ts';
import { providerChecks } from './provider.ts';
import { redirectChecks } from './redirect.ts';
import { sessionChecks } from './session.ts';
import { sessionCookieChecks } from './session-cookies.ts';
import { userChecks } from './users.ts';

/** Those that need a person's hand, so they're tried only when they're named. */
export const namedOnly: readonly Check[] = [lyingDiscovery];

/** Every other check, in the order of a run: those that might end the app's process come last. */
export const checks: readonly Check[] = [
  ...redirectChecks,
  ...attackerLinkChecks,
  ...idTokenChecks,
  ...sessionChecks,
  ...sessionCookieChecks,
  ...otherOriginChecks,
  ...pageChecks,
  ...userChecks,
  ...providerChecks,
];

/**
 * Those with these IDs, in the order of a run; all but `namedOnly` for an empty list.
 * @returns the IDs that no check has, if there are any
 */
export function checksNamed(ids: readonly string[]): Check[] | { unknown: string[] } {
  if (ids.length === 0) return [...checks];
  const all = [...checks, ...namedOnly];
  const unknown = ids.filter((id) => !all.some((check) => check.id === id));
  return unknown.length > 0 ? { unknown } : all.filter(({ id }) => ids.includes(id));
}
