import type { BrokenSample } from './broken-sample.ts';
import { brokenIdTokens } from './id-token.ts';
import { brokenPages } from './pages.ts';
import { brokenWithProvider } from './provider.ts';
import { brokenRedirects } from './redirect.ts';
import { brokenSessions } from './session.ts';
import { brokenForUsers } from './users.ts';

/** For every check at least one way to break the sample, which that check must notice. */
export const brokenSamples: readonly BrokenSample[] = [
  ...brokenRedirects,
  ...brokenIdTokens,
  ...brokenSessions,
  ...brokenPages,
  ...brokenForUsers,
  ...brokenWithProvider,
];
