import { attackerLinkChecks } from './attacker-links.ts';
import type { Check } from './check.ts';
import { idTokenChecks } from './id-token.ts';
import { otherOriginChecks } from './other-origins.ts';
import { pageChecks } from './pages.ts';
import { providerChecks } from './provider.ts';
import { redirectChecks } from './redirect.ts';
import { sessionChecks } from './session.ts';
import { sessionCookieChecks } from './session-cookies.ts';
import { userChecks } from './users.ts';

/** Every check, in the order of a run: those that might end the app's process come last. */
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
