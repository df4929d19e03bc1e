import { createClient } from '@redis/client';
import { afterEach, expect, test } from 'vitest';
import { redisStore } from '../../src/practice-tenant/store/redis-store.ts';
import { scopedStore } from '../../src/practice-tenant/store/scoped-store.ts';
import type { Store } from '../../src/practice-tenant/store/store.ts';
import { StoreFull } from '../../src/practice-tenant/store/store-full.ts';
import { type RedisProcess, startRedis } from '../faults/redis-process.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const started = async (): Promise<RedisProcess> => {
  const redis = await startRedis();
  ends.push(() => redis.stop());
  return redis;
};
const opened = async ({ url }: RedisProcess): Promise<Store> => {
  const store = await redisStore(url);
  ends.push(() => store.close());
  return store;
};
/** A view of what Redis itself has. */
const inside = async ({ url }: RedisProcess) => {
  const client = createClient({ url });
  await client.connect();
  ends.push(() => client.close());
  return client;
};

const family = { staying: { ofFamily: 100, inAll: 200, bytesInAll: 1e6 } };
const limits = { of: () => ({ ...family, passing: { most: 50, mostBytes: 1e6 } }) };

test('finds what an earlier version kept, which had no index', async () => {
  const redis = await started();
  const client = await inside(redis);
  for (let turn = 0; turn < 500; turn += 1) {
    await client.set(`practice-tenant:user/${turn}`, JSON.stringify({ turn }));
  }
  await client.set('practice-tenant:log/1', '"passes"', { EX: 60 });
  await client.set('practice-tenant:clock', '7');
  const store = await opened(redis);
  expect(await store.list('user/')).toHaveLength(500);
  expect(await store.list('log/')).toEqual([['log/1', 'passes']]);
  expect(await store.get('clock')).toBe(7);
  expect(await client.zScore('practice-tenant-index:user/', 'user/3')).toBe(Infinity);
  await store.delete('user/3');
  expect(await (await opened(redis)).list('user/')).toHaveLength(499);
});

test('lists a family without a look at anything else', async () => {
  const redis = await started();
  const store = await opened(redis);
  const client = await inside(redis);
  for (const key of ['user/a/1', 'user/b/1', 'a1b2:user/a/1']) await store.set(key, key);
  await client.configResetStat();
  expect(await store.list('user/a/')).toEqual([['user/a/1', 'user/a/1']]);
  expect(await store.list('a1b2:')).toEqual([['a1b2:user/a/1', 'a1b2:user/a/1']]);
  expect(await client.info('commandstats')).not.toMatch(/cmdstat_(scan|keys):/);
});

test('reads and writes with one command each', async () => {
  const redis = await started();
  const store = await opened(redis);
  const scope = scopedStore(store, 'a1b2');
  const client = await inside(redis);
  const line = { name: 'grant', most: 3 };
  await scope.set('oidc/warm', 1, 60, line);
  await client.configResetStat();
  for (let turn = 0; turn < 20; turn += 1) await scope.set(`oidc/${turn}`, turn, 60, line);
  const calls = async (command: string) =>
    Number(
      new RegExp(`^cmdstat_${command}:calls=(\\d+)`, 'm').exec(
        await client.info('commandstats'),
      )?.[1] ?? 0,
    );
  expect(await calls('evalsha')).toBe(20);
  expect(await calls('eval')).toBe(0);
  await scope.set('oidc/plain', 1, 60);
  await client.configResetStat();
  await scope.get('oidc/plain');
  expect(await calls('get')).toBe(1);
  expect(await calls('evalsha')).toBe(0);
});

test('what has lapsed leaves the index, and counts no more', async () => {
  const redis = await started();
  const store = await opened(redis);
  const scope = scopedStore(store, 'a1b2', limits);
  const client = await inside(redis);
  const lapse = async (key: string) => {
    await client.pExpire(`practice-tenant:a1b2:${key}`, 0);
    await client.zAdd('practice-tenant-index:a1b2:oidc/', { score: 1, value: `a1b2:${key}` });
  };
  for (const key of ['oidc/a', 'oidc/b', 'oidc/c']) await scope.set(key, 'x'.repeat(98), 60);
  await lapse('oidc/a');
  expect((await scope.list('oidc/')).map(([key]) => key)).toEqual(['oidc/b', 'oidc/c']);
  expect(await client.zCard('practice-tenant-index:a1b2:oidc/')).toBe(2);
  await lapse('oidc/b');
  await scope.set('oidc/d', 'x'.repeat(98), 60);
  expect(await client.zRange('practice-tenant-order:a1b2:oidc/', 0, -1)).toEqual([
    'a1b2:oidc/c',
    'a1b2:oidc/d',
  ]);
  expect(await client.hGet('practice-tenant-scope:a1b2:', 'a1b2:oidc/')).toBe('200');
});

test('leaves nothing of a scope that is cleared', async () => {
  const redis = await started();
  const store = await opened(redis);
  const client = await inside(redis);
  await store.set('user/a', 1);
  const before = (await client.keys('*')).toSorted();
  const scope = scopedStore(store, 'a1b2');
  const line = { name: 'oidc/grant', most: 10 };
  for (let turn = 0; turn < 450; turn += 1) await scope.set(`oidc/${turn}`, turn, 600, line);
  await client.pExpire('practice-tenant:a1b2:oidc/449', 0);
  for (let turn = 0; turn < 450; turn += 1) await scope.set(`log/${turn}`, turn, 600);
  await scope.set('user/a', 1);
  await scope.add('key/secret', 1);
  await store.clear('a1b2:');
  expect((await client.keys('*')).toSorted()).toEqual(before);
});

test('holds its limits with two processes that write at once', async () => {
  const redis = await started();
  const scopes = [await opened(redis), await opened(redis)].map((store) =>
    scopedStore(store, 'a1b2', limits),
  );
  const outcomes = await Promise.allSettled(
    scopes.flatMap((scope, process) =>
      Array.from({ length: 80 }, (_, turn) => scope.set(`user/${process}-${turn}`, 1)),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
  await Promise.all(
    scopes.flatMap((scope, process) =>
      Array.from({ length: 80 }, (_, turn) => scope.set(`log/${process}-${turn}`, 1, 60)),
    ),
  );
  expect(await scopes[0]?.list('log/')).toHaveLength(50);
  expect(await scopes[1]?.list('user/')).toHaveLength(100);
});

test('a Redis without memory refuses in a sentence, keeps nothing halfway, and still reads and deletes', async () => {
  const redis = await started();
  const store = await opened(redis);
  const scope = scopedStore(store, 'a1b2');
  const client = await inside(redis);
  const line = { name: 'grant', most: 3 };
  await scope.set('oidc/kept', 1, 60, line);
  await scope.set('user/kept', 1);
  const before = (await client.keys('*')).toSorted();
  const counted = await client.hGetAll('practice-tenant-scope:a1b2:');
  await client.configSet('maxmemory', '1mb');
  for (const write of [
    () => scope.set('oidc/kept', 2, 60),
    () => scope.set('oidc/new', 1, 60, line),
    () => scope.set('user/new', 1),
    () => scope.add('key/new', 1),
  ]) {
    await expect(write()).rejects.toThrow(StoreFull);
    await expect(write()).rejects.toThrow('The practice tenant has no room left to keep this');
  }
  expect((await client.keys('*')).toSorted()).toEqual(before);
  expect(await client.hGetAll('practice-tenant-scope:a1b2:')).toEqual(counted);
  expect(await scope.get('oidc/kept')).toBe(1);
  expect(await scope.add('user/kept', 2)).toBe(1);
  expect(await scope.list('user/')).toEqual([['user/kept', 1]]);
  await scope.delete('oidc/kept');
  await store.clear('a1b2:');
  await client.configSet('maxmemory', '0');
  expect(await store.list('')).toEqual([]);
});

test('has room for new visitors below nine tenths of the memory that Redis may take', async () => {
  const redis = await started();
  const store = await opened(redis);
  const client = await inside(redis);
  expect(await store.room()).toBe('room');
  const used = Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1]);
  await client.configSet('maxmemory', String(used * 2));
  expect(await store.room()).toBe('room');
  await client.configSet('maxmemory', String(Math.ceil(used * 1.05)));
  expect(await store.room()).toBe('full');
});
