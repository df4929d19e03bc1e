import { setTimeout as wait } from 'node:timers/promises';
import { type CookieJar, cookieNames } from '../session/cookies.ts';
import { createSeal } from '../session/sealed.ts';
import { createSessions, type SessionLifetime } from '../session/session.ts';
import { guardedStore, type TokenStore } from '../session/token-store.ts';
import type { User } from '../session/user.ts';
import { createTokens } from './access-token.ts';
import { createDiscovery } from './discovery.ts';
import { type Keys, signingKeys } from './id-token.ts';
import { boundedFetch } from './network.ts';
import type { Registration, UserFlow } from './registration.ts';
import { createSignIn, type SignInRequest } from './sign-in.ts';
import { createSignOut } from './sign-out.ts';
import { createTransactions } from './transaction.ts';

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
  signedOut(cookies: CookieJar, url: URL): Promise<{ confirmed: boolean; returnTo: string }>;
  /** The provider tells, in a hidden frame and without cookies, that its session is over. */
  frontChannelLogout(url: URL): Promise<void>;
  /** The origins that forms of this app lead to, for the `form-action` of its CSP. */
  frontChannelOrigins(): Promise<readonly string[]>;
}

/** Everything that the files of this folder share for one registration. */
export type Parts = ReturnType<typeof createParts>;

function createParts(options: RelyingPartyOptions) {
  const { registration, now = Date.now, lifetime = { idle: 3600, absolute: 8 * 3600 } } = options;
  const prefix = options.cookiePrefix ?? 'app';
  const { tenantType, authority, clientId, redirectUri } = registration;
  const store = guardedStore(options.tokenStore, prefix);
  const names = cookieNames(prefix, redirectUri.startsWith('https:'));
  const sealFor = (purpose: string) =>
    createSeal(options.sessionSecrets, [purpose, tenantType, authority, clientId].join(' '));
  const send = boundedFetch(options.fetch ?? fetch);
  const keys = new Map<string, Keys>();
  return {
    registration,
    now,
    names,
    send,
    signOutSeal: sealFor('sign-out'),
    discovery: createDiscovery(registration, send, now),
    transactions: createTransactions({ names, seal: sealFor('transaction'), store, now }),
    sessions: createSessions({ names, seal: sealFor('session'), store, lifetime, now }),
    keysAt(jwksUri: string): Keys {
      const found = keys.get(jwksUri) ?? signingKeys(jwksUri, send, now);
      keys.set(jwksUri, found);
      return found;
    },
    policyOf: (userFlow: UserFlow | undefined) =>
      registration.userFlows?.[userFlow ?? 'signUpSignIn'],
  };
}

/** One app's side of OpenID Connect, for one registration. It knows nothing of any web framework. */
export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  const parts = createParts(options);
  return {
    ...createSignIn(parts),
    ...createTokens(parts),
    ...createSignOut(parts),
    user: async (cookies) => (await parts.sessions.read(cookies))?.user,
    async frontChannelOrigins() {
      const patience = wait(500, undefined, { ref: false });
      const read = parts.discovery.read().catch(() => undefined);
      const metadata = await Promise.race([read, patience]);
      const urls = [
        options.registration.authority,
        metadata?.authorization_endpoint,
        metadata?.end_session_endpoint,
      ];
      return [...new Set(urls.flatMap((url) => (url === undefined ? [] : [new URL(url).origin])))];
    },
  };
}
