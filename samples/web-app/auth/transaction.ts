import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { SignInError } from '../errors/sign-in-error.ts';
import type { CookieJar, CookieNames } from '../session/cookies.ts';
import type { Seal } from '../session/sealed.ts';
import type { TokenStore } from '../session/token-store.ts';
import { sameText } from './same-text.ts';

const secondsToLive = 10 * 60;
/** Five tabs may sign in at once. More cookies would soon exceed what a server accepts in its headers. */
const atMost = 5;

const Transaction = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  issuer: z.string(),
  startedAt: z.number(),
  returnTo: z.string(),
  scopes: z.array(z.string()),
  userFlow: z.enum(['signUpSignIn', 'editProfile', 'resetPassword']).optional(),
});

export type Transaction = z.infer<typeof Transaction>;

// #region new-transaction
/** What ties the provider's answer to this browser (state), this ID token (nonce) and this app (PKCE). */
export function newTransaction(
  details: Pick<Transaction, 'issuer' | 'returnTo' | 'scopes' | 'userFlow'>,
) {
  const random = () => randomBytes(32).toString('base64url');
  return { ...details, state: random(), nonce: random(), codeVerifier: random() };
}

/** RFC 7636 §4.2, method S256. */
export function codeChallenge(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier).digest('base64url');
}
// #endregion new-transaction

export interface TransactionOptions {
  names: CookieNames;
  seal: Seal;
  store: TokenStore;
  now: () => number;
}

/** One sealed cookie for each attempt to sign in: the server remembers nothing until the answer arrives. */
export function createTransactions({ names, seal, store, now }: TransactionOptions) {
  const cookieNameFor = (state: string) => `${names.transactions}${shortId(state)}`;

  async function all(cookies: CookieJar) {
    const found = cookies.names().filter((name) => name.startsWith(names.transactions));
    const opened = found.map(async (name) => {
      const transaction = await seal.open(Transaction, cookies.get(name) ?? '');
      return { name, startedAt: transaction?.startedAt ?? 0 };
    });
    return Promise.all(opened);
  }

  return {
    async begin(cookies: CookieJar, transaction: Omit<Transaction, 'startedAt'>): Promise<void> {
      const newestFirst = (await all(cookies)).sort((a, b) => b.startedAt - a.startedAt);
      for (const { name } of newestFirst.slice(atMost - 1)) names.clear(cookies, name);
      const sealed = await seal.seal({ ...transaction, startedAt: now() }, secondsToLive);
      names.write(cookies, cookieNameFor(transaction.state), sealed, secondsToLive);
    },

    // #region take
    /**
     * The transaction that this `state` belongs to. It can be taken once: the cookie is cleared, and the
     * store remembers it, before anything is asked of the provider.
     * @throws SignInError
     */
    async take(cookies: CookieJar, state: string | undefined): Promise<Transaction> {
      if (!state) throw new SignInError('state_missing', { detail: 'no single state' });
      const name = cookieNameFor(state);
      const sealed = cookies.get(name);
      if (sealed === undefined) throw noTransaction(cookies, names);
      names.clear(cookies, name);
      const transaction = await seal.open(Transaction, sealed);
      if (transaction === undefined || now() > transaction.startedAt + secondsToLive * 1000)
        throw new SignInError('transaction_expired', { detail: 'seal is over or not ours' });
      if (!sameText(state, transaction.state))
        throw new SignInError('state_mismatch', { detail: 'state is not that of the cookie' });
      const isFirst = await store.set(`spent.${shortId(state)}`, '1', secondsToLive, 'if-absent');
      if (!isFirst) throw new SignInError('transaction_spent', { detail: 'answer came twice' });
      return transaction;
    },
    // #endregion take

    async clearAll(cookies: CookieJar): Promise<void> {
      for (const { name } of await all(cookies)) names.clear(cookies, name);
    },
  };
}

export type Transactions = ReturnType<typeof createTransactions>;

function noTransaction(cookies: CookieJar, names: CookieNames): SignInError {
  const isAnother = cookies.names().some((name) => name.startsWith(names.transactions));
  return isAnother
    ? new SignInError('state_mismatch', { detail: 'no transaction for this state' })
    : new SignInError('transaction_missing', { detail: 'no transaction cookie' });
}

/** Names the cookie without giving `state` away in a place that is not sealed. */
function shortId(state: string): string {
  return createHash('sha256').update(state).digest('base64url').slice(0, 16);
}
