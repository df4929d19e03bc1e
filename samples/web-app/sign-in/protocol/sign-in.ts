import { goingTo, SignInError } from '../errors/sign-in-error.ts';
import type { UserFlow } from '../registration/authority.ts';
import { tenantTypeRows } from '../registration/tenant-types.ts';
import { safeReturnTo } from '../session/origin.ts';
import type { CookieJar } from '../session/sealed-cookie.ts';
import type { Provider } from './discovery.ts';
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
}

export function createSignIn(parts: Parts) {
  const { registration, discovery, transactions, sessions } = parts;
  const { redirectUri, tenantType } = registration;
  const { audience } = tenantTypeRows[tenantType];

  return {
    // #region start-sign-in
    async signIn(cookies: CookieJar, request: SignInRequest = {}): Promise<URL> {
      const { userFlow, prompt, loginHint, claims } = request;
      const provider = await discovery.read(userFlow);
      const transaction = newTransaction({
        issuer: provider.metadata.issuer,
        returnTo: safeReturnTo(request.returnTo),
        scopes: [...(request.scopes ?? [])],
        userFlow,
      });
      const url = await parts.clientFor(provider).getAuthCodeUrl({
        scopes: transaction.scopes,
        redirectUri,
        responseMode: 'query',
        state: transaction.state,
        nonce: transaction.nonce,
        codeChallenge: codeChallenge(transaction.codeVerifier),
        codeChallengeMethod: 'S256',
        ...(prompt && { prompt }),
        ...(loginHint && { loginHint }),
        ...(request.domainHint && { domainHint: request.domainHint }),
        ...(request.uiLocales && { extraQueryParameters: { ui_locales: request.uiLocales } }),
        ...(claims && { claims }),
      });
      await transactions.begin(cookies, transaction);
      return new URL(url);
    },
    // #endregion start-sign-in

    // #region redirect
    async redirect(cookies: CookieJar, callbackUrl: URL) {
      try {
        return await finish(cookies, callbackUrl.searchParams);
      } catch (error) {
        const signedIn = isOver(error) ? await sessions.read(cookies) : undefined;
        if (signedIn === undefined) throw error;
        return { user: signedIn.user, returnTo: '/' };
      }
    },
    // #endregion redirect
  };

  // #region finish-sign-in
  async function finish(cookies: CookieJar, answer: URLSearchParams) {
    const started = await transactions.take(cookies, single(answer, 'state'));
    // Whatever goes wrong from here on, trying again leads to the same page.
    return await goOn(cookies, answer, started).catch(goingTo(started.returnTo));
  }

  async function goOn(cookies: CookieJar, answer: URLSearchParams, started: Transaction) {
    const { returnTo, userFlow } = started;
    const provider = await discovery.read(userFlow);
    checkIssuer(answer, provider, started);

    if (answer.has('error')) {
      const error = authorizationError(answer, audience);
      const signedIn = await sessions.read(cookies);
      // Canceling an edit changes nothing: back to where the visitor was, still signed in.
      if (error.code === 'access_denied' && userFlow === 'editProfile' && signedIn)
        return { user: signedIn.user, returnTo };
      throw error;
    }
    const code = single(answer, 'code');
    if (code === undefined) throw new SignInError('code_missing', { detail: 'no single code' });

    const { claims, tokenCache } = await redeem(code, started, provider);
    const user = userFrom(claims, userFlow);
    const sid = typeof claims['sid'] === 'string' ? claims['sid'] : undefined;
    await sessions.start(cookies, { user, tokenCache, sid });
    return { user, returnTo };
  }
  // #endregion finish-sign-in

  // #region redeem
  async function redeem(code: string, transaction: Transaction, provider: Provider) {
    const { scopes, nonce, codeVerifier } = transaction;
    const client = parts.clientFor(provider);
    const result = await client
      .acquireTokenByCode({ code, scopes, redirectUri, codeVerifier, nonce })
      .catch((error) => Promise.reject(tokenError(error, audience)));
    if (!result.idToken) throw new SignInError('id_token_missing', { detail: 'no id_token' });
    const claims = await parts.verify(result, provider, nonce);
    return { claims, tokenCache: client.getTokenCache().serialize() };
  }
  // #endregion redeem
}

/** A double-click or a reload, even while another tab signs in: no reason to alarm a signed-in user. */
const over = ['transaction_missing', 'transaction_spent', 'state_mismatch'];
const isOver = (error: unknown) => error instanceof SignInError && over.includes(error.code);

/** RFC 9207 §2.4, and the identity provider must still be the one that the sign-in started with. */
function checkIssuer(answer: URLSearchParams, { metadata }: Provider, started: Transaction): void {
  const isAdvertised = metadata.authorization_response_iss_parameter_supported === true;
  const iss = answer.has('iss') || isAdvertised ? single(answer, 'iss') : metadata.issuer;
  if (iss !== metadata.issuer || started.issuer !== metadata.issuer)
    throw new SignInError('issuer_mismatch', { detail: 'iss is not the issuer of this sign-in' });
}

/** A parameter that appears twice counts as missing (RFC 6749 §3.1). */
function single(answer: URLSearchParams, name: string): string | undefined {
  const values = answer.getAll(name);
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}
