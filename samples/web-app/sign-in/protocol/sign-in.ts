import { goingTo, SignInError, SignInRequired } from '../errors/sign-in-error.ts';
import type { UserFlow } from '../registration/authority.ts';
import { tenantTypeRows } from '../registration/tenant-types.ts';
import type { CookieJar } from '../session/cookie.ts';
import { safeReturnTo } from '../session/origin.ts';
import { isSameUser, type User } from '../session/user.ts';
import { checkAuthTime } from './auth-time.ts';
import type { Provider } from './discovery.ts';
import { isPossibleIssuer } from './issuer.ts';
import { optionalParameters } from './optional-parameters.ts';
import type { Parts } from './parts.ts';
import { authorizationError, tokenError } from './provider-error.ts';
import { codeChallenge, newTransaction, type Transaction } from './transaction.ts';
import { userFrom } from './user.ts';

export interface SignInRequest {
  /** A path of this app; anything else becomes '/'. */
  returnTo?: string | undefined;
  /** For an API. Signing in alone needs none. */
  scopes?: readonly string[];
  prompt?: 'select_account' | 'login' | 'consent' | 'create' | 'none' | undefined;
  /** The username that the sign-in page starts with. */
  loginHint?: string | undefined;
  /** Where users have their accounts: a domain, or in B2C an external identity provider such as `facebook.com`. */
  domainHint?: string | undefined;
  /** The languages of the sign-in pages, in order of preference, such as `fr-CA fr` (`ui_locales`). */
  uiLocales?: string | undefined;
  /** B2C only. */
  userFlow?: UserFlow;
  /** From SignInRequired, unchanged. */
  claims?: string | undefined;
  /** Seconds: a user who last proved who they are longer ago must do it again. Needs the claim auth_time. */
  maxAge?: number | undefined;
}

/** What the browser sent besides the response, for the list of a user's sessions. */
export interface SignInContext {
  userAgent?: string | undefined;
}

export function createSignIn(parts: Parts) {
  const { registration, discovery, transactions, sessions } = parts;
  const { redirectUri, tenantType } = registration;
  const { audience, hasUserFlows } = tenantTypeRows[tenantType];
  let isSidMissing = false;

  return {
    // #region start-sign-in
    async signIn(cookies: CookieJar, request: SignInRequest = {}): Promise<URL> {
      const { userFlow, maxAge } = request;
      const provider = await discovery.read({ userFlow });
      const transaction = newTransaction({
        issuer: provider.metadata.issuer,
        returnTo: safeReturnTo(request.returnTo),
        scopes: [...(request.scopes ?? [])],
        userFlow,
        maxAge,
      });
      const url = await parts.clientFor(provider).getAuthCodeUrl({
        scopes: transaction.scopes,
        redirectUri,
        responseMode: 'query',
        state: transaction.state,
        nonce: transaction.nonce,
        codeChallenge: codeChallenge(transaction.codeVerifier),
        codeChallengeMethod: 'S256',
        ...optionalParameters(request, hasUserFlows),
      });
      await transactions.begin(cookies, transaction);
      return new URL(url);
    },
    // #endregion start-sign-in

    // #region redirect
    async redirect(cookies: CookieJar, callbackUrl: URL, context: SignInContext = {}) {
      try {
        return await finish(cookies, callbackUrl.searchParams, context);
      } catch (error) {
        const signedIn = isOver(error) ? await sessions.read(cookies) : undefined;
        if (signedIn === undefined) throw error;
        return { user: signedIn.user, returnTo: '/' };
      }
    },
    // #endregion redirect
  };

  /** Once: what it means for users shows only when someone signs out elsewhere. */
  function noteMissingSid(): void {
    if (!isSidMissing)
      parts.log(
        "sid_missing: the ID token has no sid claim, so a sign-out in another app doesn't end sessions here. If your tenant offers it, add sid as an optional claim to the app registration.",
      );
    isSidMissing = true;
  }

  // #region finish-sign-in
  async function finish(cookies: CookieJar, answer: URLSearchParams, context: SignInContext) {
    const started = await transactions.take(cookies, single(answer, 'state'));
    // Whatever goes wrong from here on, trying again leads to the same page.
    return await goOn(cookies, answer, started, context).catch(goingTo(started.returnTo));
  }

  async function goOn(
    cookies: CookieJar,
    answer: URLSearchParams,
    started: Transaction,
    { userAgent }: SignInContext,
  ) {
    const { returnTo, userFlow } = started;
    const provider = await discovery.read({ userFlow });
    const iss = checkIssuer(answer, provider, started);

    if (answer.has('error')) {
      const error = authorizationError(answer, audience);
      const signedIn = await sessions.read(cookies);
      // Canceling an edit changes nothing: back to where the visitor was, still signed in.
      if (error.code === 'access_denied' && userFlow === 'editProfile' && signedIn)
        return { user: signedIn.user, returnTo };
      // The user flow that resets passwords can't ask for itself: that would lead in a circle.
      if (error.code === 'password_reset_requested' && userFlow === 'resetPassword')
        throw new SignInError('provider_refused', { ...error, returnTo });
      throw error;
    }
    const code = single(answer, 'code');
    if (code === undefined) throw new SignInError('code_missing', { detail: 'no single code' });

    const { claims, tokenCache } = await redeem(code, started, provider);
    if (iss !== undefined && iss !== claims.iss) throw issuerMismatch();
    const user = userFrom(claims, userFlow);
    if (userFlow === 'editProfile') await checkSameUser(cookies, user);
    const { sid, auth_time } = claims;
    if (sid === undefined) noteMissingSid();
    const authenticatedAt = await authenticationTime(cookies, started, user, auth_time);
    await sessions.start(cookies, { user, tokenCache, sid, authenticatedAt, userAgent });
    return { user, returnTo };
  }
  // #endregion finish-sign-in

  /** In B2C, `auth_time` is new after single sign-on, too: only a sign-in that asked for a recent one counts. */
  async function authenticationTime(
    cookies: CookieJar,
    { maxAge }: Transaction,
    user: User,
    authTime: number | undefined,
  ): Promise<number | undefined> {
    if (authTime === undefined) return undefined;
    if (!hasUserFlows || maxAge !== undefined) return authTime * 1000;
    const before = await sessions.read(cookies);
    return before && isSameUser(before.user, user) ? before.authenticatedAt : undefined;
  }

  // #region same-user
  /** A profile is edited by the user who is signed in. Nobody gets signed in as someone else by it. */
  async function checkSameUser(cookies: CookieJar, user: User): Promise<void> {
    const signedIn = await sessions.read(cookies);
    if (signedIn === undefined)
      throw new SignInRequired([], { detail: 'the session ended while the profile was edited' });
    if (!isSameUser(signedIn.user, user))
      throw new SignInError('profile_user_changed', {
        detail: 'edited profile of another subject',
      });
  }
  // #endregion same-user

  // #region redeem
  async function redeem(code: string, transaction: Transaction, provider: Provider) {
    const { scopes, nonce, codeVerifier, maxAge } = transaction;
    const client = parts.clientFor(provider);
    const result = await client
      .acquireTokenByCode({ code, scopes, redirectUri, codeVerifier, nonce })
      .catch((error) => Promise.reject(tokenError(error, audience)));
    if (!result.idToken) throw new SignInError('id_token_missing', { detail: 'no id_token' });
    const claims = await parts.verify(result, provider, nonce);
    if (maxAge !== undefined) checkAuthTime(claims.auth_time, maxAge, parts.now());
    return { claims, tokenCache: client.getTokenCache().serialize() };
  }
  // #endregion redeem
}

/** A double-click or a reload, even while another tab signs in: no reason to alarm a signed-in user. */
const over = ['transaction_missing', 'transaction_spent', 'state_mismatch'];
const isOver = (error: unknown) => error instanceof SignInError && over.includes(error.code);

/**
 * RFC 9207 §2.4, and the identity provider must still be the one that the sign-in started with.
 * @returns the issuer that the ID token must name, if the response tells
 */
function checkIssuer(
  answer: URLSearchParams,
  { metadata }: Provider,
  started: Transaction,
): string | undefined {
  const isAdvertised = metadata.authorization_response_iss_parameter_supported === true;
  const iss = answer.has('iss') || isAdvertised ? single(answer, 'iss') : metadata.issuer;
  if (!isPossibleIssuer(metadata.issuer, iss) || started.issuer !== metadata.issuer)
    throw issuerMismatch();
  return iss === metadata.issuer ? undefined : iss;
}

const issuerMismatch = () =>
  new SignInError('issuer_mismatch', { detail: 'iss is not the issuer of this sign-in' });

/** A parameter that appears twice counts as missing (RFC 6749 §3.1). */
function single(answer: URLSearchParams, name: string): string | undefined {
  const values = answer.getAll(name);
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}
