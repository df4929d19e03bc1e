import { createClient } from '@redis/client';
import { afterAll, expect, test, vi } from 'vitest';
import { redisStore } from '../../src/practice-tenant/store/redis-store.ts';
import { mostNames, windowCounts } from '../../src/practice-tenant/store/window-counts.ts';
import { startRedis } from '../faults/redis-process.ts';
import { everyStore } from './every-store.ts';

const { stores } = await everyStore();
const redis = await startRedis();
const client = createClient({ url: redis.url });
await client.connect();
afterAll(async () => {
  await client.close();
  await redis.stop();
});

/** So long that no test sees its end. */
const tenYears = 315_360_000_000;
const three = { most: 3, milliseconds: tenYears };
const countKeys = () => client.keys('practice-tenant-counts:*');

test.each(Object.entries(stores))('the %s store counts up to the limit', async (_, open) => {
  const store = await open();
  const count = async (name: string, amount: number) =>
    (await store.count(name, amount, three)).isWithin;
  expect(await count('a', 2)).toBe(true);
  expect(await count('a', 2)).toBe(false);
  // What was refused added nothing.
  expect(await count('a', 1)).toBe(true);
  expect(await count('a', 1)).toBe(false);
  expect(await count('b', 3)).toBe(true);
  expect(await count('a', -1)).toBe(true);
  expect(await count('a', 1)).toBe(true);
  expect(await count('a', 1)).toBe(false);
  // Nobody gets more by taking back what was never counted.
  await count('c', -5);
  expect(await count('c', 4)).toBe(false);
  expect(await store.list('')).toEqual([]);
  await store.close();
});

test.each(Object.entries(stores))(
  'the %s store tells how long a window lasts, and counts anew in the next',
  async (_, open) => {
    const store = await open();
    const limit = { most: 1, milliseconds: 200 };
    await store.count('a', 1, limit);
    const { left } = await store.count('a', 1, limit);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(200);
    await vi.waitFor(async () => expect((await store.count('a', 1, limit)).isWithin).toBe(true));
    await store.close();
  },
);

test('a window begins when the minute of the clock does, and each length has windows of its own', () => {
  let time = 59_000;
  const count = windowCounts(() => time);
  const minute = { most: 1, milliseconds: 60_000 };
  const hour = { most: 1, milliseconds: 3_600_000 };
  expect(count('a', 1, minute)).toEqual({ isWithin: true, left: 1_000 });
  expect(count('a', 1, hour)).toEqual({ isWithin: true, left: 3_541_000 });
  time = 60_000;
  expect(count('a', 1, minute)).toEqual({ isWithin: true, left: 60_000 });
  expect(count('a', 1, hour)).toEqual({ isWithin: false, left: 3_540_000 });
});

test('a process remembers a bounded number of names, and starts over when there are more', () => {
  const count = windowCounts(() => 0);
  for (let name = 0; name < mostNames; name += 1) count(`${name}`, 3, three);
  expect(count('0', 1, three).isWithin).toBe(false);
  count('one more', 1, three);
  expect(count('0', 1, three).isWithin).toBe(true);
});

test('processes at one Redis count together, with one request to it each time, and all of it ends with the window', async () => {
  await client.flushAll();
  const start = Date.now();
  const [one, two] = [await redisStore(redis.url), await redisStore(redis.url)];
  const outcomes = await Promise.all(
    [one, two, one, two, one, two].map((store) => store.count('together', 1, three)),
  );
  expect(outcomes.filter(({ isWithin }) => isWithin)).toHaveLength(3);
  const [key = '', ...others] = await countKeys();
  expect(others).toEqual([]);
  const left = await client.pTTL(key);
  expect(left).toBeGreaterThan(0);
  expect(start + left).toBeLessThanOrEqual(Number(key.split(':')[2]));
  await client.configResetStat();
  await one.count('together', 1, three);
  expect(await client.info('commandstats')).toMatch(/^cmdstat_evalsha:calls=1,/m);
  expect(await client.info('commandstats')).not.toMatch(/^cmdstat_eval:/m);
  await Promise.all([one.close(), two.close()]);
});

test('a Redis that has too many names already counts no more of them, but this process does', async () => {
  await client.flushAll();
  const store = await redisStore(redis.url);
  await store.count('known', 1, three);
  const [key = ''] = await countKeys();
  const names = Array.from({ length: mostNames }, (_, at) => [`${at}`, '1'] as const);
  await client.hSet(key, Object.fromEntries(names));
  const size = await client.hLen(key);
  for (const isWithin of [true, true, true, false])
    expect((await store.count('new', 1, three)).isWithin).toBe(isWithin);
  expect(await client.hLen(key)).toBe(size);
  await store.count('known', 1, three);
  expect(await client.hGet(key, 'known')).toBe('2');
  await store.close();
});

test('a Redis that is full, hangs, or is down leaves the counting to each process, and takes over again', async () => {
  await client.flushAll();
  const own = await startRedis();
  const store = await redisStore(own.url);
  const other = await redisStore(own.url);
  const admin = createClient({ url: own.url });
  admin.on('error', () => {});
  await admin.connect();
  const isWithin = async (by = store) => (await by.count('a', 1, { ...three, most: 5 })).isWithin;
  expect(await isWithin()).toBe(true);

  await admin.configSet('maxmemory', '1');
  expect(await isWithin()).toBe(true);
  await admin.configSet('maxmemory', '0');

  own.freeze();
  expect(await isWithin()).toBe(true);
  own.thaw();

  await admin.close();
  await own.kill();
  // This process has seen three before, the other none.
  expect(await Promise.all([1, 2, 3].map(() => isWithin()))).toEqual([true, true, false]);
  expect(await isWithin(other)).toBe(true);

  await own.restart();
  await vi.waitFor(async () => expect(await isWithin()).toBe(true), {
    timeout: 8_000,
    interval: 100,
  });
  await Promise.all([store.close(), other.close()]);
  await own.stop();
});
