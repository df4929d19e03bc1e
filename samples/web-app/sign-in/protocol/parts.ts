import type { AuthenticationResult } from '@azure/msal-node';
import { z } from 'zod';
import { SignInError, type SignInErrorCode } from '../errors/sign-in-error.ts';
import { boundedFetch, type Unavailable } from '../network/bounded-fetch.ts';
import type { Registration } from '../registration/registration.ts';
import { type SessionLifetime, sessionLifetimeFrom } from '../registration/session-lifetime.ts';
import type { CookieSetting } from '../session/cookie.ts';
import { sealedCookie } from '../session/sealed-cookie.ts';
import { createSessions } from '../session/session.ts';
import { guardedStore, type TokenStore } from '../session/token-store.ts';
import { AdminConsent } from './admin-consent.ts';
import { isTenantAllowed } from './allowed-tenant.ts';
import { createClient } from './client.ts';
import { createDiscovery, type Provider } from './discovery.ts';
import { verifyIdToken } from './id-token.ts';
import { createTransactions } from './transaction.ts';

export interface RelyingPartyOptions {
  registration: Registration;
  /** The first seals; older ones after it still open. At least 32 characters each. */
  sessionSecrets: readonly string[];
  tokenStore: TokenStore;
  cookiePrefix?: string;
  fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** As `serverSettingsFrom` reads it, which also has the defaults. */
  lifetime?: SessionLifetime;
  /** Takes a line, or an unexpected error. No token, code, cookie, or secret is in it. */
  log?(entry: unknown): void;
}

/** Our code for a request to the identity provider that brought no usable response. */
export const codeOfFailure: Record<Unavailable['reason'], SignInErrorCode> = {
  timed_out: 'provider_unavailable',
  unreachable: 'provider_unavailable',
  failing: 'provider_failing',
  certificate_untrusted: 'certificate_untrusted',
  proxy_refused: 'proxy_refused',
  redirected: 'response_unusable',
  too_large: 'response_unusable',
};

/** What the cookie holds while the identity provider ends its own session. */
const SignOut = z.object({ state: z.string(), returnTo: z.string() });

/** What signing in, renewing tokens and signing out share. */
export type Parts = ReturnType<typeof createParts>;

export function createParts(options: RelyingPartyOptions) {
  const { registration, now = Date.now, cookiePrefix: prefix = 'app' } = options;
  const { tenantType, authority, clientId, redirectUri } = registration;
  const send = boundedFetch(
    options.fetch ?? fetch,
    (why) => new SignInError(codeOfFailure[why.reason], why),
  );
  const store = guardedStore(options.tokenStore, `${prefix}.${clientId}`);
  const setting: CookieSetting = {
    prefix,
    secure: redirectUri.startsWith('https:'),
    secrets: options.sessionSecrets,
    registration: [tenantType, authority, clientId].join(' '),
    now,
  };
  return {
    registration,
    now,
    log: options.log ?? (() => {}),
    /** For other servers than the identity provider's: `discovery` and `clientFor` have their own. */
    fetch: options.fetch ?? fetch,
    discovery: createDiscovery(registration, send, now),
    transactions: createTransactions(setting, store),
    sessions: createSessions(
      setting,
      store,
      options.lifetime ?? sessionLifetimeFrom({}),
      // A tenant that is taken off the list is out at the next start, wherever sessions are kept.
      ({ tenantId }) => isTenantAllowed(registration, tenantId),
    ),
    signOuts: sealedCookie(setting, 'sign-out', SignOut),
    adminConsents: sealedCookie(setting, 'admin-consent', AdminConsent),
    clientFor: (provider: Provider, tokenCache?: string) =>
      createClient(registration, provider, send, tokenCache),
    /** @param nonce undefined when tokens are renewed: a renewal sends none */
    verify: (tokens: AuthenticationResult, provider: Provider, nonce?: string) =>
      verifyIdToken(tokens, { registration, provider, nonce, now: now() }),
  };
}
