import { SignInError, SignInRequired } from '../errors/sign-in-error.ts';
import type { CookieJar } from '../session/cookie.ts';
import type { Session } from '../session/session.ts';
import { isSameUser } from '../session/user.ts';
import { cachedAccessToken } from './cached-tokens.ts';
import type { Parts } from './parts.ts';
import { interactionRequired, tokenError } from './provider-error.ts';
import { singleFlight } from './single-flight.ts';
import { renewedUser } from './user.ts';

interface Renewal {
  scopes: readonly string[];
  /** Asks the identity provider even if there is a token that is still valid. */
  forceRefresh?: boolean;
}

export type Tokens = ReturnType<typeof createTokens>;

export function createTokens(parts: Parts) {
  const { discovery, sessions } = parts;
  const renewals = singleFlight<Session>();

  return {
    // #region access-token
    async accessToken(cookies: CookieJar, scopes: readonly string[]): Promise<string> {
      const session = await sessions.read(cookies);
      if (session === undefined) throw new SignInRequired(scopes, { detail: 'no session' });
      const tokens = await sessions.tokensOf(session);
      const cached = tokens && cachedAccessToken(tokens, scopes, parts.now());
      if (cached) return cached;
      return sessions.alone(session, async (tokenCache) => {
        const { accessToken } = await acquire(cookies, session, tokenCache, { scopes });
        return accessToken;
      });
    },
    // #endregion access-token

    // #region renew-claims
    /**
     * The session with claims that are younger than `age`: older ones are renewed with the refresh token, so
     * that a role or group that a user has lost stops counting. If they can't be renewed, none counts.
     * @param age in milliseconds
     */
    async withClaimsSince(cookies: CookieJar, session: Session, age: number): Promise<Session> {
      const isRecent = ({ claimsAt }: Session) => parts.now() - claimsAt < age;
      if (isRecent(session)) return session;
      return renewals(session.id, () =>
        sessions.alone(session, async (tokenCache) => {
          // Another instance can have renewed them while this one waited.
          const before = await sessions.again(session);
          if (before === undefined) throw new SignInRequired([], { detail: 'the session ended' });
          if (isRecent(before)) return before;
          const request = { scopes: [], forceRefresh: true };
          const { renewed } = await acquire(cookies, before, tokenCache, request);
          if (renewed !== undefined) return renewed;
          throw new SignInRequired([], { detail: 'the claims could not be renewed' });
        }),
      );
    },
    // #endregion renew-claims
  };

  // #region acquire
  /** From the cache or, with the refresh token, from the identity provider; then the claims are new, too. */
  async function acquire(
    cookies: CookieJar,
    session: Session,
    tokenCache: string | undefined,
    { scopes, forceRefresh = false }: Renewal,
  ): Promise<{ accessToken: string; renewed?: Session | undefined }> {
    const provider = await discovery.read(session.user);
    const client = parts.clientFor(provider, tokenCache);
    const [account] = await client.getTokenCache().getAllAccounts();
    // This also covers a visitor who signed out while this request waited: the tokens are gone.
    if (account === undefined) throw new SignInRequired(scopes, { detail: 'no account' });
    const result = await client
      .acquireTokenSilent({ account, scopes: [...scopes], forceRefresh })
      .catch((error) => Promise.reject(refusal(error, scopes)));
    const { accessToken } = result;
    if (result.fromCache) return { accessToken };

    // A renewal can come without an ID token (OpenID Connect Core §12.2).
    const claims = result.idToken ? await parts.verify(result, provider).catch(ended) : undefined;
    // Renewed tokens must be for the user who signed in.
    if (claims && !isSameUser(session.user, { subject: claims.sub, issuer: claims.iss }))
      await ended(
        new SignInError('session_user_changed', { detail: 'renewed for another subject' }),
      );
    await sessions.keepTokens(session, client.getTokenCache().serialize());
    if (claims === undefined) return { accessToken };
    const user = renewedUser(session.user, claims);
    return { accessToken, renewed: await sessions.keepUser(session, user) };

    async function ended(error: unknown): Promise<never> {
      await sessions.end(cookies);
      throw error;
    }
  }
  // #endregion acquire
}

// #region sign-in-required
function refusal(error: unknown, scopes: readonly string[]): SignInError {
  const needed = interactionRequired(error);
  if (needed === undefined) return tokenError(error);
  return new SignInRequired(scopes, { ...needed, detail: tokenError(error).detail });
}
// #endregion sign-in-required
