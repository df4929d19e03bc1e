import { hash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { SignInError } from '../errors/sign-in-error.ts';
import type { CookieJar, CookieSetting } from '../session/cookie.ts';
import { encryptedCookie } from '../session/encrypted-cookie.ts';
import type { TokenStore } from '../session/token-store.ts';
import { sameText } from './same-text.ts';

const secondsToLive = 10 * 60;
/** Five tabs can sign in at once. More cookies would soon exceed what a server accepts in its headers. */
const atMost = 5;

const Transaction = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  issuer: z.string(),
  returnTo: z.string(),
  scopes: z.array(z.string()),
  userFlow: z.enum(['signUpSignIn', 'editProfile', 'resetPassword']).optional(),
  /** How recent the user's proof of identity must be, in seconds. */
  maxAge: z.number().optional(),
});

export type Transaction = z.infer<typeof Transaction>;

// #region new-transaction
/** Ties the response to this browser (state), the ID token to this attempt (nonce), and the code to this app (PKCE). */
export function newTransaction(
  details: Pick<Transaction, 'issuer' | 'returnTo' | 'scopes' | 'userFlow' | 'maxAge'>,
): Transaction {
  const random = () => randomBytes(32).toString('base64url');
  return { ...details, state: random(), nonce: random(), codeVerifier: random() };
}

/** RFC 7636 §4.2, method S256. */
export function codeChallenge(codeVerifier: string): string {
  return hash('sha256', codeVerifier, 'base64url');
}
// #endregion new-transaction

/** One encrypted cookie for each attempt to sign in: the server remembers nothing until the response arrives. */
export function createTransactions(setting: CookieSetting, store: TokenStore) {
  const cookie = encryptedCookie(setting, 'transaction.', Transaction);

  return {
    async begin(cookies: CookieJar, transaction: Transaction): Promise<void> {
      // Browsers send the oldest cookie first (RFC 6265 §5.4).
      for (const id of cookie.ids(cookies).slice(0, 1 - atMost)) cookie.clear(cookies, id);
      cookie.write(cookies, transaction, secondsToLive, shortId(transaction.state));
    },

    // #region take
    /**
     * The transaction that this `state` belongs to (RFC 6749 §10.12). It can be taken once: before the app
     * asks the identity provider for anything, it clears the cookie and the store remembers it.
     * @throws SignInError
     */
    async take(cookies: CookieJar, state: string | undefined): Promise<Transaction> {
      if (!state) throw new SignInError('state_missing', { detail: 'no single state' });
      const id = shortId(state);
      if (!cookie.has(cookies, id))
        throw cookie.ids(cookies).length > 0
          ? new SignInError('state_mismatch', { detail: 'no transaction for this state' })
          : new SignInError('transaction_missing', { detail: 'no transaction cookie' });
      const transaction = await cookie.read(cookies, id);
      cookie.clear(cookies, id);
      if (transaction === undefined)
        throw new SignInError('transaction_expired', { detail: 'it is over, or not ours' });
      if (!sameText(state, transaction.state))
        throw new SignInError('state_mismatch', { detail: 'state is not that of the cookie' });
      const isFirst = await store.set(`spent.${id}`, '1', secondsToLive, 'if-absent');
      if (!isFirst) throw new SignInError('transaction_spent', { detail: 'answer came twice' });
      return transaction;
    },
    // #endregion take

    clearAll(cookies: CookieJar): void {
      for (const id of cookie.ids(cookies)) cookie.clear(cookies, id);
    },
  };
}

/** Names the cookie without revealing `state`, because a cookie's name isn't sealed. */
function shortId(state: string): string {
  return hash('sha256', state, 'base64url').slice(0, 16);
}
