import type { AuthenticationResult } from '@azure/msal-node';
import { boundedFetch } from '../network/bounded-fetch.ts';
import type { Registration } from '../registration/registration.ts';
import { type CookieJar, type CookieSetting, sealedCookie } from '../session/cookies.ts';
import { createSessions, type SessionLifetime } from '../session/session.ts';
import { guardedStore, type TokenStore } from '../session/token-store.ts';
import type { User } from '../session/user.ts';
import { createTokens } from './access-token.ts';
import { createClient } from './client.ts';
import { createDiscovery, type Provider } from './discovery.ts';
import { verifyIdToken } from './id-token.ts';
import { createSignIn, type SignInRequest } from './sign-in.ts';
import { createSignOut, type SignedOut, SignOut } from './sign-out.ts';
import { createTransactions } from './transaction.ts';

const defaultLifetime: SessionLifetime = { idle: 3600, absolute: 8 * 3600 };

export interface RelyingPartyOptions {
  registration: Registration;
  /** The first seals; older ones behind it still open. At least 32 characters each. */
  sessionSecrets: readonly string[];
  tokenStore: TokenStore;
  cookiePrefix?: string;
  fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  now?: () => number;
  lifetime?: SessionLifetime;
}

export interface RelyingParty {
  /** Starts a sign-in: sets one sealed cookie and resolves to where to send the browser. */
  signIn(cookies: CookieJar, request?: SignInRequest): Promise<URL>;
  /** Finishes a sign-in at the redirect URI. @throws SignInError */
  redirect(cookies: CookieJar, callbackUrl: URL): Promise<{ user: User; returnTo: string }>;
  /** Who is signed in, asked of the cookie and of the server's memory. */
  user(cookies: CookieJar): Promise<User | undefined>;
  /** A token for an API, renewed when needed. @throws SignInRequired */
  accessToken(cookies: CookieJar, scopes: readonly string[]): Promise<string>;
  /** Ends the session here, and resolves to where the provider's session ends. */
  signOut(cookies: CookieJar, request?: { returnTo?: string }): Promise<URL>;
  /** Back from the provider's sign-out: `confirmed` only when this browser asked for it. */
  signedOut(cookies: CookieJar, url: URL): Promise<SignedOut>;
  /** The provider tells, in a hidden frame and without cookies, that its session is over. */
  frontChannelLogout(url: URL): Promise<void>;
  /** The origins that forms of this app lead to, for the `form-action` of its CSP. */
  frontChannelOrigins(): Promise<readonly string[]>;
}

/** One app's side of OpenID Connect, for one registration. It knows nothing of any web framework. */
export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  const parts = createParts(options);
  return {
    ...createSignIn(parts),
    ...createTokens(parts),
    ...createSignOut(parts),
    user: async (cookies) => (await parts.sessions.read(cookies))?.user,
    frontChannelOrigins: parts.discovery.frontChannelOrigins,
  };
}

/** What signing in, renewing tokens and signing out share. */
export type Parts = ReturnType<typeof createParts>;

function createParts(options: RelyingPartyOptions) {
  const { registration, now = Date.now, cookiePrefix: prefix = 'app' } = options;
  const { tenantType, authority, clientId, redirectUri } = registration;
  const send = boundedFetch(options.fetch ?? fetch);
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
    discovery: createDiscovery(registration, send, now),
    transactions: createTransactions(setting, store),
    sessions: createSessions(setting, store, options.lifetime ?? defaultLifetime),
    signOuts: sealedCookie(setting, 'sign-out', SignOut),
    clientFor: (provider: Provider, tokenCache?: string) =>
      createClient(registration, provider, send, tokenCache),
    /** @param nonce none when tokens are renewed: there was no request that could have carried one */
    verify: (tokens: AuthenticationResult, provider: Provider, nonce?: string) =>
      verifyIdToken(tokens, { registration, provider, nonce, now: now() }),
  };
}
