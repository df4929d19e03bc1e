import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fileStore } from '../../src/practice-tenant/store/file-store.ts';
import { memoryStore } from '../../src/practice-tenant/store/memory-store.ts';
import { everyStore } from './every-store.ts';

const { stores, freshFile } = await everyStore();
afterEach(() => {
  vi.useRealTimers();
});

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

  test('lists what the prefix names, whatever part of a key it ends in', async () => {
    const store = await open();
    const keys = ['clock', 'a1b2:clock', 'a1b2:user/x/1', 'a1b2:user/y/1', 'user/x/1', 'users/x/1'];
    for (const key of keys) await store.set(key, key);
    const listed = async (prefix: string) =>
      (await store.list(prefix)).map(([key]) => key).toSorted();
    expect(await listed('')).toEqual(keys.toSorted());
    expect(await listed('a1b2:')).toEqual(['a1b2:clock', 'a1b2:user/x/1', 'a1b2:user/y/1']);
    expect(await listed('a1b2:us')).toEqual(['a1b2:user/x/1', 'a1b2:user/y/1']);
    expect(await listed('a1b2:user/x/')).toEqual(['a1b2:user/x/1']);
    expect(await listed('user/')).toEqual(['user/x/1']);
    expect(await listed('user')).toEqual(['user/x/1', 'users/x/1']);
    expect(await listed('unknown/')).toEqual([]);
    await store.close();
  });

  test('removes everything of a scope, and nothing else', async () => {
    const store = await open();
    const line = { name: 'a1b2:log', most: 5_000 };
    for (let turn = 0; turn < 500; turn += 1) await store.set(`a1b2:log/${turn}`, 1, 60, line);
    await store.set('a1b2:clock', 1);
    for (const key of ['a1b2c:user/x', 'user/a1b2:', 'clock']) await store.set(key, 1);
    await store.clear('a1b2:');
    expect((await store.list('')).map(([key]) => key).toSorted()).toEqual([
      'a1b2c:user/x',
      'clock',
      'user/a1b2:',
    ]);
    expect(await store.get('a1b2:log/1')).toBeUndefined();
    await store.clear('a1b2:');
    await store.close();
  });

  test('makes room for a line among its own entries, and forgets nothing else', async () => {
    const store = await open();
    const renewals = { name: 'grant/loop', most: 3 };
    await store.set('token/other', 'kept', 60);
    for (let turn = 0; turn < 100; turn += 1) await store.set(`token/${turn}`, turn, 60, renewals);
    expect((await store.list('token/')).map(([key]) => key).toSorted()).toEqual([
      'token/97',
      'token/98',
      'token/99',
      'token/other',
    ]);
    await store.close();
  });

  test('what is still used stays in its line, however many come after it', async () => {
    const store = await open();
    const renewals = { name: 'grant/loop', most: 3 };
    await store.set('token/first', 'kept', 60, renewals);
    for (let turn = 0; turn < 20; turn += 1) {
      expect(await store.get('token/first')).toBe('kept');
      await store.set(`token/${turn}`, turn, 60, renewals);
    }
    await store.close();
  });

  test('an entry that is written anew without its line stays in it', async () => {
    const store = await open();
    const renewals = { name: 'grant/loop', most: 2 };
    await store.set('token/a', 'a', 60, renewals);
    await store.set('token/a', 'spent', 60);
    await store.set('token/b', 'b', 60, renewals);
    expect(await store.get('token/a')).toBe('spent');
    await store.set('token/c', 'c', 60, renewals);
    expect(await store.get('token/b')).toBeUndefined();
    expect(await store.list('token/')).toHaveLength(2);
    await store.close();
  });

  test('an entry that left its line makes room in it', async () => {
    const store = await open();
    const renewals = { name: 'grant/loop', most: 2 };
    for (const key of ['token/a', 'token/b']) await store.set(key, key, 60, renewals);
    await store.delete('token/b');
    await store.set('token/c', 'token/c', 60, renewals);
    expect(await store.list('token/')).toHaveLength(2);
    await store.set('token/a', 'token/a', 60, { name: 'grant/other', most: 2 });
    await store.set('token/d', 'token/d', 60, renewals);
    expect(await store.list('token/')).toHaveLength(3);
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
});

test('memory keeps a bounded number of the newest entries that expire, and all entries that don’t', async () => {
  const store = memoryStore(new Map(), undefined, 10);
  await store.set('stays', true);
  for (let turn = 0; turn < 100; turn += 1) await store.set(`token/${turn}`, turn, 60);
  expect(await store.list('token/')).toHaveLength(10);
  expect(await store.get('token/99')).toBe(99);
  expect(await store.get('stays')).toBe(true);
});

test('memory bounds what expires in each scope by itself', async () => {
  const store = memoryStore(new Map(), undefined, 10);
  await store.set('a1b2:token/other', 'kept', 60);
  await store.set('token/own', 'kept', 60);
  for (let turn = 0; turn < 100; turn += 1) await store.set(`c3d4:token/${turn}`, turn, 60);
  expect(await store.list('c3d4:token/')).toHaveLength(10);
  expect(await store.get('a1b2:token/other')).toBe('kept');
  expect(await store.get('token/own')).toBe('kept');
});

test('memory has no room for new visitors above a number of bytes', async () => {
  const store = memoryStore(new Map(), undefined, undefined, 100);
  await store.set('a/1', 'é'.repeat(40));
  expect(await store.room()).toBe('room');
  await store.set('a/2', 'é'.repeat(10));
  expect(await store.room()).toBe('full');
  await store.set('a/1', 'short');
  expect(await store.room()).toBe('room');
});
