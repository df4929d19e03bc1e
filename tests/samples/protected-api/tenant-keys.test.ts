import { jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { apiRegistrationFrom } from '../../../samples/protected-api/check-access-token/registration.ts';
import { tenantKeys } from '../../../samples/protected-api/check-access-token/tenant-keys.ts';
import {
  clientId,
  endpoints,
  signed,
  signingKey,
  type ThrowawayIssuer,
  tenantId,
  throwawayIssuer,
} from './throwaway-issuer.ts';

const metadataPath = `/${tenantId}/v2.0/.well-known/openid-configuration`;
let issuer: ThrowawayIssuer;
let asked: string[];

beforeAll(async () => {
  issuer = await throwawayIssuer();
});
afterAll(() => issuer.close());
beforeEach(() => {
  asked = [];
  issuer.answers.clear();
});

const recording: typeof fetch = (input, init) => {
  asked.push(String(input));
  return fetch(input, init);
};
const keysOf = (send = recording) =>
  tenantKeys(
    apiRegistrationFrom({
      TENANT_TYPE: 'entra-id',
      TENANT_ID: tenantId,
      CLIENT_ID: clientId,
      AUTHORITY: `${issuer.origin}/${tenantId}`,
    }),
    send,
  );
const metadata = (changes: object = {}) =>
  JSON.stringify({
    issuer: `${issuer.origin}/${tenantId}/v2.0`,
    ...endpoints(issuer.origin),
    ...changes,
  });
const unavailable = expect.objectContaining({ name: 'ProviderUnavailable' });

it.each([
  ['names another issuer', () => ({ issuer: `${issuer.origin}/other/v2.0` })],
  ['puts the keys on another host', () => ({ jwks_uri: 'https://keys.example/keys' })],
  ['puts the keys on http', () => ({ jwks_uri: issuer.origin.replace('https', 'http') })],
  [
    'redeems secrets on another host',
    () => ({ token_endpoint: 'https://elsewhere.example/token' }),
  ],
  ['names no keys', () => ({ jwks_uri: undefined })],
])('believes no metadata that %s', async (_, changes) => {
  issuer.answers.set(metadataPath, { status: 200, body: metadata(changes()) });
  await expect(keysOf()()).rejects.toEqual(unavailable);
});

it.each([
  ['a redirect', () => ({ status: 302, body: '', headers: { location: '/elsewhere' } })],
  ['an error page', () => ({ status: 500, body: metadata() })],
  ['more than 64 KB', () => ({ status: 200, body: metadata().padEnd(64 * 1024 + 1) })],
  ['a page that is not JSON', () => ({ status: 200, body: '<html>' })],
])('takes %s for no metadata', async (_, answer) => {
  issuer.answers.set('/elsewhere', { status: 200, body: metadata() });
  issuer.answers.set(metadataPath, answer());
  await expect(keysOf()()).rejects.toEqual(unavailable);
});

it('gives up on a tenant that doesn’t respond within five seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const asked = Promise.withResolvers<void>();
  const silent: typeof fetch = (_, init) =>
    new Promise((__, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('too slow')));
      asked.resolve();
    });
  const answer = expect(keysOf(silent)()).rejects.toThrow('too slow');
  await asked.promise;
  vi.advanceTimersByTime(5_000);
  await answer;
  vi.useRealTimers();
});

it('says which address failed, and why', async () => {
  const gone = await throwawayIssuer();
  await gone.close();
  const away = tenantKeys(
    apiRegistrationFrom({
      TENANT_TYPE: 'entra-id',
      TENANT_ID: tenantId,
      CLIENT_ID: clientId,
      AUTHORITY: `${gone.origin}/${tenantId}`,
    }),
    fetch,
  );
  await expect(away()).rejects.toThrow(/^https:\/\/localhost:\d+\/.*: .*ECONNREFUSED/);
});

it('reads the keys once more when the tenant signs with a new one', async () => {
  const [first, second] = [await signingKey(), await signingKey()];
  issuer.answers.set(metadataPath, { status: 200, body: metadata() });
  await issuer.publish('first', first.publicKey);
  const { keys } = await keysOf()();
  await jwtVerify(await signed({}, first.privateKey, { kid: 'first' }), keys);

  await issuer.publish('second', second.publicKey);
  vi.useFakeTimers({ now: Date.now() + 31_000, toFake: ['Date'] });
  await jwtVerify(await signed({}, second.privateKey, { kid: 'second' }), keys);
  const count = asked.length;
  for (const kid of ['x', 'y', 'z']) {
    const token = await signed({}, second.privateKey, { kid });
    await expect(jwtVerify(token, keys)).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    });
  }
  vi.useRealTimers();
  expect(asked).toHaveLength(count);
});

it('asks a tenant whose keys fail once in five seconds, whatever keys are invented meanwhile', async () => {
  const { publicKey, privateKey } = await signingKey();
  issuer.answers.set(metadataPath, { status: 200, body: metadata() });
  await issuer.publish('one', publicKey);
  const keysAnswer = issuer.answers.get('/keys');
  const { keys } = await keysOf()();
  const verified = async (kid: string) => jwtVerify(await signed({}, privateKey, { kid }), keys);
  await verified('one');

  issuer.answers.set('/keys', { status: 500, body: '' });
  const start = Date.now() + 31_000;
  vi.useFakeTimers({ now: start, toFake: ['Date'] });
  asked.length = 0;
  for (const kid of ['x', 'y', 'z']) await expect(verified(kid)).rejects.toEqual(unavailable);
  await verified('one');
  vi.setSystemTime(start + 4_999);
  await expect(verified('x')).rejects.toEqual(unavailable);
  expect(asked).toHaveLength(1);

  issuer.answers.set('/keys', keysAnswer ?? { status: 404, body: '' });
  vi.setSystemTime(start + 5_000);
  await expect(verified('x')).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  expect(asked).toHaveLength(2);
  vi.useRealTimers();
});

it('logs what a metadata document holds as one short line', async () => {
  const forged = `x\r\nforged\u001b[2J\u2028${'y '.repeat(10_000)}`;
  for (const changes of [{ issuer: forged }, { jwks_uri: `https://keys.example/${forged}` }]) {
    issuer.answers.set(metadataPath, { status: 200, body: metadata(changes) });
    const { message } = await keysOf()().then(
      () => new Error('accepted'),
      (error: Error) => error,
    );
    expect(message).toMatch(/^[\x20-\x7e]+…?$/);
    expect(message).toContain('forged');
    expect(message.length).toBeLessThanOrEqual(1_000);
  }
});
