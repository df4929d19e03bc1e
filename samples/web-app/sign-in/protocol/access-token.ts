import type { AuthenticationResult } from '@azure/msal-node';
import { SignInError, SignInRequired } from '../errors/sign-in-error.ts';
import type { CookieJar } from '../session/cookie.ts';
import { isSameUser, type User } from '../session/user.ts';
import { cachedAccessToken } from './cached-tokens.ts';
import type { Provider } from './discovery.ts';
import type { Parts } from './parts.ts';
import { interactionRequired, tokenError } from './provider-error.ts';

export function createTokens(parts: Parts) {
  const { discovery, sessions } = parts;

  return {
    // #region access-token
    async accessToken(cookies: CookieJar, scopes: readonly string[]): Promise<string> {
      const session = await sessions.read(cookies);
      if (session === undefined) throw new SignInRequired(scopes, { detail: 'no session' });
      const tokens = await sessions.tokensOf(session);
      const cached = tokens && cachedAccessToken(tokens, scopes, parts.now());
      if (cached) return cached;
      const provider = await discovery.read(session.user);

      return sessions.alone(session, async (tokenCache) => {
        const client = parts.clientFor(provider, tokenCache);
        const [account] = await client.getTokenCache().getAllAccounts();
        // This also covers a visitor who signed out while this request waited: the tokens are gone.
        if (account === undefined) throw new SignInRequired(scopes, { detail: 'no account' });
        const result = await client
          .acquireTokenSilent({ account, scopes: [...scopes] })
          .catch((error) => Promise.reject(refusal(error, scopes)));
        if (result.fromCache) return result.accessToken;

        await checkSameUser(result, session.user, provider).catch(async (error) => {
          await sessions.end(cookies);
          throw error;
        });
        await sessions.keepTokens(session, client.getTokenCache().serialize());
        return result.accessToken;
      });
    },
    // #endregion access-token
  };

  // #region same-user
  /** Renewed tokens must be for the user who signed in (OpenID Connect Core §12.2). */
  async function checkSameUser(result: AuthenticationResult, user: User, provider: Provider) {
    if (!result.idToken) return;
    const claims = await parts.verify(result, provider);
    if (!isSameUser(user, { subject: claims.sub, issuer: claims.iss }))
      throw new SignInError('session_user_changed', { detail: 'renewed for another subject' });
  }
  // #endregion same-user
}

// #region sign-in-required
function refusal(error: unknown, scopes: readonly string[]): SignInError {
  const needed = interactionRequired(error);
  if (needed === undefined) return tokenError(error);
  return new SignInRequired(scopes, { ...needed, detail: tokenError(error).detail });
}
// #endregion sign-in-required
