import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { PracticeTenantConfigurationError } from '../../src/practice-tenant/index.ts';
import { connectedToRedis } from '../../src/practice-tenant/store/redis-connection.ts';
import { redisStore } from '../../src/practice-tenant/store/redis-store.ts';
import { freePort } from '../e2e/free-ports.ts';
import { startRedis } from '../faults/redis-process.ts';

const folder = await mkdtemp(join(tmpdir(), 'practice-redis-'));
afterAll(() => rm(folder, { recursive: true }));

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

test('without Redis it does not start, says so in one sentence, and never says the password', async () => {
  const main = new URL('../../src/practice-tenant/main.ts', import.meta.url).pathname;
  const redisPort = await freePort();
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PRACTICE_TENANT_FRONT_ORIGIN: `http://127.0.0.1:${await freePort()}`,
      PRACTICE_TENANT_ORIGIN: `https://localhost:${await freePort()}`,
      PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN: `https://localhost:${await freePort()}`,
      PRACTICE_TENANT_REDIS_URL: `redis://somebody:the-password@127.0.0.1:${redisPort}`,
      DATA_FOLDER: folder,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      said += String(part);
    });
  }
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(said).toMatch(
    new RegExp(`^PRACTICE_TENANT_REDIS_URL names redis://127.0.0.1:${redisPort}, .*ECONNREFUSED`),
  );
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(said).not.toContain('the-password');
});

test('a host that nobody knows is named', async () => {
  const error = await refusal(connectedToRedis('redis://nowhere.invalid'));
  expect(error).toBeInstanceOf(PracticeTenantConfigurationError);
  expect(String(error)).toMatch(/nowhere\.invalid/);
});

test('something that takes the connection and says nothing is not waited for', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const error = await refusal(connectedToRedis(`redis://127.0.0.1:${port}`, 200));
  expect(error).toBeInstanceOf(PracticeTenantConfigurationError);
  expect(String(error)).toContain('no response');
  silent.close();
});

test('a Redis that is lost later is found again', async () => {
  const redis = await startRedis();
  const store = await redisStore(redis.url);
  await redis.kill();
  await redis.restart();
  await vi.waitFor(() => store.set('after', 'the outage'), { timeout: 8_000, interval: 100 });
  expect(await store.get('after')).toBe('the outage');
  await store.close();
  await redis.stop();
}, 10_000);

test('a Redis that hangs keeps nobody waiting for long, and is used again afterward', async () => {
  const redis = await startRedis();
  const store = await redisStore(redis.url);
  await store.set('before', 'the outage');
  redis.freeze();
  const outcomes = await Promise.all(
    [store.get('before'), store.set('during', 1), store.list('family/'), store.room()].map(refusal),
  );
  for (const outcome of outcomes) expect(String(outcome)).toContain('Redis doesn’t respond');
  redis.thaw();
  expect(await store.get('before')).toBe('the outage');
  await store.close();
  await redis.stop();
}, 10_000);

test('what couldn’t be sent while Redis was down isn’t written once it’s back', async () => {
  const redis = await startRedis();
  const store = await redisStore(redis.url);
  await redis.kill();
  expect(await refusal(store.set('refused', 1))).toBeInstanceOf(Error);
  await redis.restart();
  await vi.waitFor(() => store.set('after', 1), { timeout: 8_000, interval: 100 });
  expect(await store.get('refused')).toBeUndefined();
  await store.close();
  await redis.stop();
}, 20_000);

test('a store can be closed while Redis is down, and doesn’t look for it any longer', async () => {
  const redis = await startRedis();
  const store = await redisStore(redis.url);
  await redis.kill();
  expect(await refusal(store.get('anything'))).toBeInstanceOf(Error);
  await store.close();
  expect(String(await refusal(store.get('anything')))).toContain('closed');
  await redis.stop();
}, 20_000);
