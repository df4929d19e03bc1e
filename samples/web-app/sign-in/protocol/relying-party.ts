import type { CookieJar } from '../session/cookie.ts';
import type { User } from '../session/user.ts';
import { createTokens } from './access-token.ts';
import { type AdminConsentRequest, createAdminConsent } from './admin-consent.ts';
import { type AccessNeeds, createAuthorization } from './authorization.ts';
import { createParts, type RelyingPartyOptions } from './parts.ts';
import { createSignIn, type SignInContext, type SignInRequest } from './sign-in.ts';
import { createSignOut, type SignedOut, type SignOutRequest } from './sign-out.ts';
import { createUserSessions, type ListedSession } from './user-sessions.ts';

export interface RelyingParty {
  /** Starts a sign-in: sets one sealed cookie and resolves to where to send the browser. */
  signIn(cookies: CookieJar, request?: SignInRequest): Promise<URL>;
  /** Finishes a sign-in at the redirect URI. @throws SignInError */
  redirect(
    cookies: CookieJar,
    callbackUrl: URL,
    context?: SignInContext,
  ): Promise<{ user: User; returnTo: string }>;
  /**
   * Who is signed in, according to the cookie and the server.
   * @param maxAge for a page that needs a recent sign-in: at most this many seconds ago
   */
  user(cookies: CookieJar, maxAge?: number): Promise<User | undefined>;
  /** The same with the session's ID, for what an app keeps only as long as the session lives. */
  session(cookies: CookieJar): Promise<{ id: string; user: User } | undefined>;
  /**
   * The signed-in user, if they have what a page needs: by claims that are at most an hour old, and by all of
   * their groups, even if the ID token can't list them. @throws Forbidden, SignInRequired, SignInError
   */
  authorize(cookies: CookieJar, needs: AccessNeeds): Promise<User>;
  /** A token for an API, renewed when needed. @throws SignInRequired */
  accessToken(cookies: CookieJar, scopes: readonly string[]): Promise<string>;
  /** Ends the session here, and resolves to where the identity provider ends its own. */
  signOut(cookies: CookieJar, request?: SignOutRequest): Promise<URL>;
  /** Back from the identity provider's sign-out: `confirmed` only if this browser started it. */
  signedOut(cookies: CookieJar, url: URL): Promise<SignedOut>;
  /** The identity provider reports, in a hidden frame and without cookies, that its session is over. */
  frontChannelLogout(url: URL): Promise<void>;
  /** All sessions of the user who is signed in. @throws SignInRequired */
  sessions(cookies: CookieJar): Promise<readonly ListedSession[]>;
  /** Ends a session of this user, by its ID. @throws SignInRequired */
  endSession(cookies: CookieJar, id: string): Promise<void>;
  /**
   * For an operator: ends all sessions of a user, and resolves to how many there were.
   * @param user their key (user-key.ts); where the app has one tenant, their object ID is enough
   */
  endSessionsOf(user: string): Promise<number>;
  /** For an administrator who consents for everyone in a tenant: resolves to where they do it. */
  adminConsent(cookies: CookieJar, request?: AdminConsentRequest): Promise<URL>;
  /** The response to that, at the redirect URI; undefined if it belongs to a sign-in. @throws SignInError */
  adminConsented(cookies: CookieJar, url: URL): Promise<{ returnTo: string } | undefined>;
  /** The origins that forms of this app lead to, for the `form-action` of its CSP. */
  frontChannelOrigins(): Promise<readonly string[]>;
}

/** One app's side of OpenID Connect, for one registration. It depends on no web framework. */
export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  const parts = createParts(options);
  const tokens = createTokens(parts);
  return {
    ...createSignIn(parts),
    accessToken: tokens.accessToken,
    ...createAuthorization(parts, tokens),
    ...createSignOut(parts),
    ...createUserSessions(parts),
    ...createAdminConsent(parts),
    frontChannelOrigins: parts.discovery.frontChannelOrigins,
  };
}
