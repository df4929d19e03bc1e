import { expect, test } from 'vitest';
import { memoryStore } from '../../src/practice-tenant/store/memory-store.ts';
import { inOneReading, readOncePerRequest } from '../../src/practice-tenant/store/one-reading.ts';

/** A store that tells what it was asked. */
function watchedStore() {
  const inner = memoryStore();
  const asked: string[] = [];
  const store = readOncePerRequest({
    ...inner,
    get: (key) => {
      asked.push(key);
      return inner.get(key);
    },
    list: (prefix) => {
      asked.push(`all of ${prefix}`);
      return inner.list(prefix);
    },
  });
  return { inner, store, asked };
}

test('a request reads a registration once, and the next request reads it again', async () => {
  const { inner, store, asked } = watchedStore();
  await inner.set('registration/a', 1);
  const request = () =>
    inOneReading(async () => [
      await store.get('registration/a'),
      await store.get('registration/a'),
    ]);
  expect(await request()).toEqual([1, 1]);
  expect(asked).toEqual(['registration/a']);
  await inner.set('registration/a', 2);
  expect(await request()).toEqual([2, 2]);
});

test('a request asks for all faults together', async () => {
  const { inner, store, asked } = watchedStore();
  await inner.set('fault/entra-id/app/slow', true);
  const found = await inOneReading(async () => [
    await store.get('fault/entra-id/app/slow'),
    await store.get('fault/entra-id/app/wrong-nonce'),
  ]);
  expect(found).toEqual([true, undefined]);
  expect(asked).toEqual(['all of fault/']);
});

test('codes and sessions are read whenever they are asked for', async () => {
  const { inner, store } = watchedStore();
  const found = await inOneReading(async () => {
    const before = await store.get('oidc/code');
    // As another instance does.
    await inner.set('oidc/code', 'redeemed');
    return [before, await store.get('oidc/code')];
  });
  expect(found).toEqual([undefined, 'redeemed']);
});

test('a request sees what it changes itself', async () => {
  const { store } = watchedStore();
  const key = 'fault/entra-id/app/slow';
  const found = await inOneReading(async () => {
    const seen = [await store.get('user/a'), await store.get(key)];
    await store.set('user/a', 1);
    await store.set(key, true);
    seen.push(await store.get('user/a'), await store.get(key));
    await store.delete('user/a');
    seen.push(await store.get('user/a'), await store.add('user/a', 2), await store.get('user/a'));
    return seen;
  });
  expect(found).toEqual([undefined, undefined, 1, true, undefined, 2, 2]);
});

test('outside a request, everything is read whenever it is asked for', async () => {
  const { store, asked } = watchedStore();
  await store.get('user/a');
  await store.get('user/a');
  await store.get('fault/x');
  expect(asked).toEqual(['user/a', 'user/a', 'fault/x']);
});
