import type { Check } from './check.ts';
import { idTokenChecks } from './id-token.ts';
import { pageChecks } from './pages.ts';
import { providerChecks } from './provider.ts';
import { redirectChecks } from './redirect.ts';
import { sessionChecks } from './session.ts';
import { userChecks } from './users.ts';

/** Every check, in the order of a run: those that might end the app's process come last. */
export const checks: readonly Check[] = [
  ...redirectChecks,
  ...idTokenChecks,
  ...sessionChecks,
  ...pageChecks,
  ...userChecks,
  ...providerChecks,
];
