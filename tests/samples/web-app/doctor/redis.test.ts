import { createClient } from '@redis/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../../e2e/free-ports.ts';
import { type RedisProcess, startRedis } from '../../../faults/redis-process.ts';
import { examined } from './examined.ts';

const password = 'p@ss/word of Redis';

let redis: RedisProcess;
let address: URL;
beforeAll(async () => {
  redis = await startRedis();
  address = new URL(redis.url);
  const client = createClient({ url: redis.url });
  await client.connect();
  await client.sendCommand(['CONFIG', 'SET', 'requirepass', password]);
  client.destroy();
});
afterAll(() => redis.stop());

async function about(REDIS_URL: string | undefined) {
  const variables = {
    TENANT_TYPE: 'entra-id',
    AUTHORITY: 'https://login.microsoftonline.com/0a0a0a0a-1111-4111-8111-111111111111',
    CLIENT_ID: '22222222-2222-4222-8222-222222222222',
    CLIENT_SECRET: 'a~secret~of~the~app',
    REDIRECT_URI: 'http://localhost:3000/auth/redirect',
    REDIS_URL,
  };
  const { of, findings } = await examined({ variables, only: ['redis'] });
  expect(JSON.stringify(findings)).not.toMatch(/p@ss|p%40ss|wrong~password/);
  return of('redis');
}

const withPassword = (text: string) => `redis://:${encodeURIComponent(text)}@${address.host}`;

test('Redis that takes the password is fine, with its version', async () => {
  expect(await about(withPassword(password))).toEqual([
    expect.objectContaining({
      status: 'ok',
      seen: expect.stringMatching(/without TLS, version \d/),
    }),
  ]);
});

test.each([
  ['a wrong password', () => withPassword('wrong~password'), 'access key'],
  ['no password', () => redis.url, 'access key'],
  ['TLS where there is none', () => withPassword(password).replace('redis:', 'rediss:'), 'TLS'],
])('Redis with %s is refused, and what to do fits', async (_, url, todo) => {
  expect(await about(url())).toEqual([
    expect.objectContaining({
      status: 'failed',
      code: 'store_unavailable',
      todo: expect.stringContaining(todo),
    }),
  ]);
});

test('a port where nothing listens is refused', async () => {
  const [finding] = await about(`redis://127.0.0.1:${await freePort()}`);
  expect(finding).toMatchObject({
    status: 'failed',
    seen: expect.stringContaining('ECONNREFUSED'),
    todo: expect.stringContaining('firewall'),
  });
});

test('a Redis that takes connections and never responds is refused', async () => {
  redis.freeze();
  const [finding] = await about(withPassword(password));
  redis.thaw();
  expect(finding).toMatchObject({
    status: 'failed',
    seen: expect.stringContaining('no response within'),
  });
});

test('without REDIS_URL, it is said where sessions are', async () => {
  expect(await about(undefined)).toEqual([
    expect.objectContaining({ status: 'ok', seen: expect.stringContaining('memory') }),
  ]);
});
