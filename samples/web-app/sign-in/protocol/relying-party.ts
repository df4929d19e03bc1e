import type { CookieJar } from '../session/sealed-cookie.ts';
import type { User } from '../session/session.ts';
import { createTokens } from './access-token.ts';
import { createParts, type RelyingPartyOptions } from './parts.ts';
import { createSignIn, type SignInRequest } from './sign-in.ts';
import { createSignOut, type SignedOut } from './sign-out.ts';

export interface RelyingParty {
  /** Starts a sign-in: sets one sealed cookie and resolves to where to send the browser. */
  signIn(cookies: CookieJar, request?: SignInRequest): Promise<URL>;
  /** Finishes a sign-in at the redirect URI. @throws SignInError */
  redirect(cookies: CookieJar, callbackUrl: URL): Promise<{ user: User; returnTo: string }>;
  /** Who is signed in, according to the cookie and the server. */
  user(cookies: CookieJar): Promise<User | undefined>;
  /** The same with the session's ID, for what an app keeps only as long as the session lives. */
  session(cookies: CookieJar): Promise<{ id: string; user: User } | undefined>;
  /** A token for an API, renewed when needed. @throws SignInRequired */
  accessToken(cookies: CookieJar, scopes: readonly string[]): Promise<string>;
  /** Ends the session here, and resolves to where the identity provider ends its own. */
  signOut(cookies: CookieJar, request?: { returnTo?: string }): Promise<URL>;
  /** Back from the identity provider's sign-out: `confirmed` only if this browser started it. */
  signedOut(cookies: CookieJar, url: URL): Promise<SignedOut>;
  /** The identity provider reports, in a hidden frame and without cookies, that its session is over. */
  frontChannelLogout(url: URL): Promise<void>;
  /** The origins that forms of this app lead to, for the `form-action` of its CSP. */
  frontChannelOrigins(): Promise<readonly string[]>;
}

/** One app's side of OpenID Connect, for one registration. It depends on no web framework. */
export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  const parts = createParts(options);
  return {
    ...createSignIn(parts),
    ...createTokens(parts),
    ...createSignOut(parts),
    user: async (cookies) => (await parts.sessions.read(cookies))?.user,
    async session(cookies) {
      const session = await parts.sessions.read(cookies);
      return session && { id: session.id, user: session.user };
    },
    frontChannelOrigins: parts.discovery.frontChannelOrigins,
  };
}
