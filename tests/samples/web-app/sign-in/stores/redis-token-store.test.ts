import { syncBuiltinESMExports } from 'node:module';
import net, { Socket } from 'node:net';
import timers from 'node:timers/promises';
import { createClient } from '@redis/client';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { TokenStore } from '../../../../../samples/web-app/sign-in/index.ts';
import { redisTokenStore } from '../../../../../samples/web-app/sign-in/stores/redis-token-store.ts';
import { type RedisProcess, startRedis } from '../../../../faults/redis-process.ts';

let redis: RedisProcess;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis?.stop());

test.each<[name: string, request: (store: TokenStore) => Promise<unknown>]>([
  ['get', (store) => store.get('first')],
  ['set', (store) => store.set('first', 'x', 60)],
  ['delete', (store) => store.delete('first')],
  ['ping', (store) => store.ping()],
  ['lock', (store) => store.lock('first', async () => {})],
])('%s may be the first request, before there is a connection', async (_, request) => {
  const store = redisTokenStore(redis.url);
  await request(store);
  await store.close();
});

test('a request gives up on a Redis that hangs after a second and a half, and leaves no timer', async () => {
  const store = redisTokenStore(redis.url);
  await store.ping();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await store.ping();
  expect(vi.getTimerCount()).toBe(0);
  redis.freeze();
  onTestFinished(() => redis.thaw());
  const outcomes: unknown[] = [];
  const asked = store.get('k').catch((error) => outcomes.push(error));
  await vi.advanceTimersByTimeAsync(1_499);
  expect(outcomes).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await asked;
  expect(outcomes).toEqual([expect.any(Error)]);
  await store.close();
});

test('at most a thousand commands wait for it, and none of them longer than a second and a half', async () => {
  const store = redisTokenStore(redis.url);
  await store.ping();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const timeouts = vi
    .spyOn(AbortSignal, 'timeout')
    .mockImplementation(() => new AbortController().signal);
  const keys = Array.from({ length: 1_001 }, (_, number) => String(number));
  const results = await Promise.allSettled(keys.map((key) => store.get(key)));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(new Set(timeouts.mock.calls.flat())).toEqual(new Set([1_500]));
  await store.close();
});

test('a lock that another holds is asked for twenty times a second', async () => {
  const store = redisTokenStore(redis.url);
  const client = createClient({ url: redis.url });
  await client.connect();
  await client.set('taken.lock', 'another holder');
  const pauses: unknown[] = [];
  const pausing = vi.spyOn(timers, 'setTimeout').mockImplementation(async (pause) => {
    pauses.push(pause);
    if (pauses.length === 2) await client.del('taken.lock');
    return undefined as never;
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    pausing.mockRestore();
    syncBuiltinESMExports();
  });
  expect(await store.lock('taken', async () => 'mine')).toBe('mine');
  expect(pauses).toEqual([50, 50]);
  client.destroy();
  await store.close();
});

test('a lock that can’t be released is reported, and the result of the work counts', async () => {
  const reported: Error[] = [];
  const store = redisTokenStore(redis.url, (error) => reported.push(error));
  const client = createClient({ url: redis.url });
  await client.connect();
  const work = async () => {
    await client.aclSetUser('default', '-eval');
    return 'done';
  };
  expect(await store.lock('k', work)).toBe('done');
  expect(reported).toEqual([expect.objectContaining({ message: expect.stringMatching(/NOPERM/) })]);
  await client.aclSetUser('default', '+eval');
  client.destroy();
  await store.close();
});

test('once the connection is lost, a request fails at once; once closed, it fails as well', async () => {
  const lost = Promise.withResolvers<Error>();
  const store = redisTokenStore(redis.url, lost.resolve);
  await store.ping();
  await redis.kill();
  await lost.promise;
  await expect(store.get('k')).rejects.toThrow('The client is offline');
  await store.close();
  await expect(store.get('k')).rejects.toThrow('The client is closed');
  await redis.restart();
});

test('it is sought again at once, then less and less often, at least every two seconds', async () => {
  const pauses: (number | undefined)[] = [];
  const enough = Promise.withResolvers<void>();
  vi.spyOn(timers, 'setTimeout').mockImplementation(async (pause) => {
    pauses.push(pause);
    if (pauses.length === 24) enough.resolve();
    return undefined as never;
  });
  const store = redisTokenStore('redis://127.0.0.1:1');
  await enough.promise;
  await store.close();
  const rising = Array.from({ length: 21 }, (_, number) => number * 100);
  expect(pauses.slice(0, 24)).toEqual([...rising, 2_000, 2_000, 2_000]);
});

test('a connection that doesn’t come about is given up after two seconds', async () => {
  const socket = new Socket();
  vi.spyOn(net, 'createConnection').mockReturnValueOnce(socket);
  const reported = Promise.withResolvers<Error>();
  const store = redisTokenStore(redis.url, reported.resolve);
  expect(socket.timeout).toBe(2_000);
  socket.emit('timeout');
  expect((await reported.promise).message).toBe('Connection timeout');
  await store.ping();
  await store.close();
});
