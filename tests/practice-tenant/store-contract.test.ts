import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { fileStore } from '../../src/practice-tenant/store/file-store.ts';
import { memoryStore } from '../../src/practice-tenant/store/memory-store.ts';
import { redisStore } from '../../src/practice-tenant/store/redis-store.ts';
import type { Store } from '../../src/practice-tenant/store/store.ts';
import { startRedis } from '../faults/redis-process.ts';

const folder = await mkdtemp(join(tmpdir(), 'practice-store-'));
let files = 0;
const freshFile = () => {
  files += 1;
  return join(folder, `${files}.jsonl`);
};
afterEach(() => {
  vi.useRealTimers();
});

const redis = await startRedis();
afterAll(() => redis.stop());

const stores: Record<string, () => Promise<Store>> = {
  memory: async () => memoryStore(),
  file: () => fileStore(freshFile()),
  Redis: async () => {
    const store = await redisStore(redis.url);
    for (const [key] of await store.list('')) await store.delete(key);
    return store;
  },
};

describe.each(Object.entries(stores))('the %s store', (_, open) => {
  test('gives back what it was given, and nothing for what it was not', async () => {
    const store = await open();
    await store.set('user/a', { name: 'Alex' });
    expect(await store.get('user/a')).toEqual({ name: 'Alex' });
    expect(await store.get('user/b')).toBeUndefined();
    await store.close();
  });

  test('keeps its own copy', async () => {
    const store = await open();
    const value = { list: ['one'] };
    await store.set('a', value);
    value.list.push('two');
    expect(await store.get('a')).toEqual({ list: ['one'] });
    await store.close();
  });

  test('lists by prefix, and forgets what is deleted', async () => {
    const store = await open();
    for (const key of ['user/a', 'user/b', 'other/c']) await store.set(key, key);
    await store.delete('user/b');
    expect(await store.list('user/')).toEqual([['user/a', 'user/a']]);
    await store.close();
  });

  test('takes the first of several simultaneous values, and returns it to all', async () => {
    const store = await open();
    const told = await Promise.all(['a', 'b', 'c'].map((value) => store.add('key', value)));
    expect(new Set(told)).toEqual(new Set([await store.get('key')]));
    expect(told).toHaveLength(3);
    await store.close();
  });

  test('takes the characters of a prefix as themselves', async () => {
    const store = await open();
    await store.set('a*/x', 1);
    await store.set('ab/x', 2);
    expect(await store.list('a*/')).toEqual([['a*/x', 1]]);
    await store.close();
  });
});

test.each(['memory', 'file'])('the %s store forgets what has expired', async (name) => {
  const store = await stores[name]?.();
  await store?.set('short', 1, 10);
  await store?.set('long', 2);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
  expect(await store?.get('short')).toBeUndefined();
  expect(await store?.list('')).toEqual([['long', 2]]);
  await store?.close();
});

test('the file store reads what an earlier one wrote, also after a line was cut short', async () => {
  const file = freshFile();
  const first = await fileStore(file);
  await first.set('a', 1);
  await first.set('b', 2);
  await first.delete('a');
  await first.close();
  await writeFile(file, '["c",3', { flag: 'a' });
  const second = await fileStore(file);
  expect(await second.list('')).toEqual([['b', 2]]);
  await second.close();
});

test('the file doesn’t keep growing with every change', async () => {
  const file = freshFile();
  const store = await fileStore(file);
  for (let turn = 0; turn < 12_000; turn += 1) await store.set('same', turn);
  await store.close();
  expect((await readFile(file, 'utf8')).split('\n').length).toBeLessThan(6_000);
  const again = await fileStore(file);
  expect(await again.get('same')).toBe(11_999);
  await again.close();
  await rm(folder, { recursive: true });
});

test('memory keeps a bounded number of the newest entries that expire, and all entries that don’t', async () => {
  const store = memoryStore(new Map(), undefined, 10);
  await store.set('stays', true);
  for (let turn = 0; turn < 100; turn += 1) await store.set(`token/${turn}`, turn, 60);
  expect(await store.list('token/')).toHaveLength(10);
  expect(await store.get('token/99')).toBe(99);
  expect(await store.get('stays')).toBe(true);
});

test('memory makes room for a line among its own entries, and forgets nothing else', async () => {
  const store = memoryStore(new Map(), undefined, 10);
  const renewals = { name: 'grant/loop', most: 3 };
  await store.set('token/other', 'kept', 60);
  for (let turn = 0; turn < 100; turn += 1) await store.set(`token/${turn}`, turn, 60, renewals);
  expect((await store.list('token/')).map(([key]) => key)).toEqual([
    'token/other',
    'token/97',
    'token/98',
    'token/99',
  ]);
});

test('what is still used stays in its line, however many come after it', async () => {
  const store = memoryStore();
  const renewals = { name: 'grant/loop', most: 3 };
  await store.set('token/first', 'kept', 60, renewals);
  for (let turn = 0; turn < 100; turn += 1) {
    expect(await store.get('token/first')).toBe('kept');
    await store.set(`token/${turn}`, turn, 60, renewals);
  }
});

test('an entry that left its line makes room in it', async () => {
  const store = memoryStore();
  const renewals = { name: 'grant/loop', most: 2 };
  for (const key of ['token/a', 'token/b']) await store.set(key, key, 60, renewals);
  await store.delete('token/b');
  await store.set('token/c', 'token/c', 60, renewals);
  expect(await store.list('token/')).toHaveLength(2);
});
