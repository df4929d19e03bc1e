import { SignInError, type SignInErrorCode } from '../errors/sign-in-error.ts';
import type { CookieJar } from '../session/cookies.ts';
import { safeReturnTo } from '../session/origin.ts';
import type { User } from '../session/user.ts';
import { createClient } from './client.ts';
import type { Metadata } from './discovery.ts';
import { verifyIdToken } from './id-token.ts';
import { authorizationError, tokenError } from './provider-error.ts';
import type { UserFlow } from './registration.ts';
import type { Parts } from './relying-party.ts';
import { sameText } from './same-text.ts';
import { codeChallenge, newTransaction, type Transaction } from './transaction.ts';
import { userFrom } from './user.ts';

export interface SignInRequest {
  /** A path of this app; anything else becomes '/'. */
  returnTo?: string;
  /** For an API. Signing in alone needs none. */
  scopes?: readonly string[];
  prompt?: 'select_account' | 'login' | 'consent' | 'create' | 'none';
  loginHint?: string;
  /** B2C only. */
  userFlow?: UserFlow;
  /** From SignInRequired, unchanged. */
  claims?: string;
}

interface SignedIn {
  user: User;
  returnTo: string;
}

export function createSignIn(parts: Parts) {
  const { registration, discovery, transactions, sessions, send } = parts;

  return {
    // #region start-sign-in
    async signIn(cookies: CookieJar, request: SignInRequest = {}): Promise<URL> {
      const { userFlow, prompt, loginHint, claims } = request;
      const metadata = await discovery.read(userFlow);
      const transaction = newTransaction({
        issuer: metadata.issuer,
        returnTo: safeReturnTo(request.returnTo),
        scopes: [...(request.scopes ?? [])],
        userFlow,
      });
      const url = await createClient({ registration, metadata, send, userFlow }).getAuthCodeUrl({
        scopes: transaction.scopes,
        redirectUri: registration.redirectUri,
        responseMode: 'query',
        state: transaction.state,
        nonce: transaction.nonce,
        codeChallenge: codeChallenge(transaction.codeVerifier),
        codeChallengeMethod: 'S256',
        ...(prompt && { prompt }),
        ...(loginHint && { loginHint }),
        ...(claims && { claims }),
      });
      await transactions.begin(cookies, transaction);
      return new URL(url);
    },
    // #endregion start-sign-in

    // #region redirect
    async redirect(cookies: CookieJar, callbackUrl: URL): Promise<SignedIn> {
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
  async function finish(cookies: CookieJar, answer: URLSearchParams): Promise<SignedIn> {
    const transaction = await transactions.take(cookies, single(answer, 'state'));
    const { returnTo, userFlow } = transaction;
    const metadata = await discovery.read(userFlow);
    checkIssuer(answer, metadata, transaction);

    if (answer.has('error')) {
      const error = authorizationError(answer, returnTo);
      const signedIn = await sessions.read(cookies);
      // Cancelling an edit changes nothing: back to where the visitor was, still signed in.
      if (error.code === 'access_denied' && userFlow === 'editProfile' && signedIn)
        return { user: signedIn.user, returnTo };
      throw error;
    }
    const code = single(answer, 'code');
    if (code === undefined) throw new SignInError('code_missing', { detail: 'no single code' });

    const { claims, tokenCache } = await redeem(code, transaction, metadata);
    const user = userFrom(claims, userFlow);
    const sid = typeof claims['sid'] === 'string' ? claims['sid'] : undefined;
    await sessions.start(cookies, { user, tokenCache, sid });
    return { user, returnTo };
  }
  // #endregion finish-sign-in

  // #region redeem
  async function redeem(code: string, transaction: Transaction, metadata: Metadata) {
    const { scopes, nonce, codeVerifier, userFlow } = transaction;
    const client = createClient({ registration, metadata, send, userFlow });
    const { redirectUri } = registration;
    const result = await client
      .acquireTokenByCode({ code, scopes, redirectUri, codeVerifier, nonce })
      .catch((error) => Promise.reject(tokenError(error)));
    if (!result.idToken) throw new SignInError('id_token_missing', { detail: 'no id_token' });
    const claims = await verifyIdToken(result.idToken, parts.keysAt(metadata.jwks_uri), {
      registration,
      issuer: metadata.issuer,
      nonce,
      accessToken: result.accessToken,
      policy: parts.policyOf(userFlow),
      now: parts.now(),
    });
    return { claims, tokenCache: client.getTokenCache().serialize() };
  }
  // #endregion redeem
}

/** A second click, or a reload of the provider's answer: no reason to frighten whoever is signed in. */
function isOver(error: unknown): boolean {
  const codes: SignInErrorCode[] = ['transaction_missing', 'transaction_spent'];
  return error instanceof SignInError && codes.includes(error.code);
}

/** RFC 9207 §2.4, and the provider must still be the one that the sign-in started with. */
function checkIssuer(answer: URLSearchParams, metadata: Metadata, transaction: Transaction): void {
  const isAdvertised = metadata.authorization_response_iss_parameter_supported === true;
  const iss = answer.has('iss') || isAdvertised ? single(answer, 'iss') : metadata.issuer;
  if (!sameText(iss, metadata.issuer) || transaction.issuer !== metadata.issuer)
    throw new SignInError('issuer_mismatch', { detail: 'iss is not the issuer of this sign-in' });
}

/** A parameter that is given twice is as good as none (RFC 6749 §3.1). */
function single(answer: URLSearchParams, name: string): string | undefined {
  const values = answer.getAll(name);
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}
