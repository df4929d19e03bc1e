import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import type { TokenStore } from '../../../../../samples/web-app/sign-in/index.ts';
import {
  codeChallenge,
  createTransactions,
  newTransaction,
} from '../../../../../samples/web-app/sign-in/protocol/transaction.ts';
import { guardedStore } from '../../../../../samples/web-app/sign-in/session/token-store.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { Jar } from './in-process.ts';

type Details = Partial<Parameters<typeof newTransaction>[0]>;

describe('transactions', () => {
  let now = Date.now();
  const setting = {
    prefix: 'app',
    secure: false,
    secrets: ['a'.repeat(32)],
    registration: 'of the test',
    now: () => now,
  };
  const transactions = createTransactions(setting, memoryTokenStore({ now: () => now }));
  const begun = async (details: Details = {}) => {
    const transaction = newTransaction({ issuer: 'i', returnTo: '/', scopes: [], ...details });
    const cookies = new Jar();
    await transactions.begin(cookies, transaction);
    return { transaction, cookies };
  };

  test('F1 the state inside the cookie counts, not the name of the cookie', async () => {
    const { cookies } = await begun();
    const [name = ''] = cookies.names();
    const foreign = 'a-state-that-an-attacker-chose';
    const id = createHash('sha256').update(foreign).digest('base64url').slice(0, 16);
    cookies.set(`app.transaction.${id}`, cookies.get(name) ?? '', { maxAge: 600 });
    await expect(transactions.take(cookies, foreign)).rejects.toMatchObject({
      code: 'state_mismatch',
    });
  });

  test.each<[string, Details]>([
    ['the user flow signUpSignIn', { userFlow: 'signUpSignIn' }],
    ['the user flow editProfile', { userFlow: 'editProfile' }],
    ['the user flow resetPassword', { userFlow: 'resetPassword' }],
    ['a page, its scopes, and an age', { returnTo: '/a', scopes: ['Tasks.Read'], maxAge: 300 }],
  ])('one that begins with %s is taken as it began', async (_, details) => {
    const { cookies, transaction } = await begun(details);
    expect(await transactions.take(cookies, transaction.state)).toEqual(transaction);
  });

  test('the cookie’s name reveals nothing about the state', async () => {
    const { cookies, transaction } = await begun();
    const [name = ''] = cookies.names();
    expect(name).toMatch(/^app\.transaction\.[\w-]{16}$/);
    expect(name).not.toContain(transaction.state.slice(0, 6));
  });

  test('F8 an answer stays used for as long as its cookie opens, also in a copy of the browser', async () => {
    const { cookies, transaction } = await begun();
    const [copy, late] = [cookies.copy(), cookies.copy()];
    await transactions.take(cookies, transaction.state);
    now += 599_999;
    await expect(transactions.take(copy, transaction.state)).rejects.toMatchObject({
      code: 'transaction_spent',
    });
    now += 1;
    await expect(transactions.take(late, transaction.state)).rejects.toMatchObject({
      code: 'transaction_expired',
    });
  });

  test('five tabs can sign in at once, and with a sixth, the oldest attempt is over', async () => {
    const cookies = new Jar();
    const states: string[] = [];
    const begin = async () => {
      const transaction = newTransaction({
        issuer: 'i',
        returnTo: '/',
        scopes: [],
        userFlow: undefined,
        maxAge: undefined,
      });
      await transactions.begin(cookies, transaction);
      states.push(transaction.state);
    };
    for (let tab = 0; tab < 5; tab += 1) await begin();
    expect(cookies.names()).toHaveLength(5);
    const [oldest, ...others] = cookies.names();
    await begin();
    expect(cookies.names().slice(0, 4)).toEqual(others);
    expect(cookies.names()).not.toContain(oldest);
    const [first, ...rest] = states;
    await expect(transactions.take(cookies, first)).rejects.toMatchObject({
      code: 'state_mismatch',
    });
    for (const state of rest)
      expect(await transactions.take(cookies, state)).toMatchObject({ state });
  });

  test('taking spends the cookie', async () => {
    const { cookies, transaction } = await begun();
    expect(await transactions.take(cookies, transaction.state)).toMatchObject({
      nonce: transaction.nonce,
    });
    expect(cookies.names()).toEqual([]);
    await expect(transactions.take(cookies, transaction.state)).rejects.toMatchObject({
      code: 'transaction_missing',
    });
  });
});

test('the code challenge is the one of RFC 7636, appendix B', () => {
  expect(codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('fault 4: a store that never answers is given up after two seconds', async () => {
  vi.useFakeTimers();
  const silent: TokenStore = { ...memoryTokenStore(), get: () => new Promise(() => {}) };
  const answer = guardedStore(silent, 'app').get('x');
  const refused = expect(answer).rejects.toMatchObject({ code: 'store_unavailable', status: 503 });
  await vi.advanceTimersByTimeAsync(2_001);
  await refused;
  vi.useRealTimers();
});
