import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addressNames } from '../../../src/practice-tenant/hosted/address-names.ts';
import { memoryStore } from '../../../src/practice-tenant/store/memory-store.ts';
import type { Store } from '../../../src/practice-tenant/store/store.ts';
import { openBrowsers } from '../../../src/practice-tenant/tenant-sets/browsers.ts';
import { keptSets } from '../../../src/practice-tenant/tenant-sets/kept-sets.ts';
import { tenantSets } from '../../../src/practice-tenant/tenant-sets/tenant-sets.ts';

const anHour = 3_600_000;
/** No hour of the clock begins in the middle of a test: it would have limits of its own. */
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});

const opened = (store: Store = memoryStore(), limits = { most: 100, perAddress: 2 }) => {
  const kept = keptSets(store, anHour);
  const browsers = openBrowsers(store);
  const nameOf = addressNames('the secret of all instances');
  return { kept, sets: tenantSets(store, kept, browsers, nameOf, limits, () => {}) };
};

test('one address makes no more sets than its limit by asking for all of them at the same time', async () => {
  const { sets } = opened();
  const asked = Array.from({ length: 10 }, () => sets.create('192.0.2.1'));
  const made = (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled');
  expect(made).toHaveLength(2);
});

test('no more sets are made than there is room for by many who ask at the same time', async () => {
  const { sets } = opened(memoryStore(), { most: 3, perAddress: 100 });
  const asked = Array.from({ length: 10 }, (_, index) => sets.create(`192.0.2.${index}`));
  const made = (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled');
  expect(made).toHaveLength(3);
  expect(sets.count()).toBe(3);
});

test('instances count together what an address makes, and how many there are', async () => {
  const store = memoryStore();
  const limits = { most: 3, perAddress: 2 };
  const [one, two] = [opened(store, limits).sets, opened(store, limits).sets];
  await one.create('192.0.2.1');
  await two.create('192.0.2.1');
  for (const { create } of [one, two])
    await expect(create('192.0.2.1')).rejects.toMatchObject({
      reason: 'address',
      message: expect.stringMatching(/have made 2 sets .* Try again in (?:a|\d+) minutes?, or/),
    });
  const third = await one.create('192.0.2.2');
  for (const { create } of [one, two])
    await expect(create('192.0.2.3')).rejects.toMatchObject({ reason: 'full' });
  await two.end(third.cookie);
  await two.create('192.0.2.3');
});

test('a visitor who found no room has used up nothing of their network’s limit', async () => {
  const { sets } = opened(memoryStore(), { most: 1, perAddress: 2 });
  const { cookie } = await sets.create('192.0.2.9');
  for (const _ of ['one', 'another', 'a third'])
    await expect(sets.create('192.0.2.1')).rejects.toMatchObject({ reason: 'full' });
  await sets.end(cookie);
  await sets.create('192.0.2.1');
});

test('a set that couldn’t be kept counts for nobody', async () => {
  const store = memoryStore();
  let isDown = true;
  const set: Store['set'] = async (...all) => {
    if (isDown) throw new Error('down');
    await store.set(...all);
  };
  const { sets } = opened({ ...store, set }, { most: 2, perAddress: 2 });
  for (const _ of ['one', 'another'])
    await expect(sets.create('192.0.2.1')).rejects.toThrow('down');
  isDown = false;
  expect(sets.count()).toBe(0);
  await sets.create('192.0.2.1');
  await sets.create('192.0.2.1');
});

test('a visitor is told when their set really ends, although not every use is written', async () => {
  const { sets, kept } = opened();
  const { id, cookie } = await sets.create('192.0.2.1');
  for (const _ of ['not written', 'written', 'not written']) {
    const now = Date.now() + 4 * 60_000;
    vi.setSystemTime(now);
    const { ends = 0 } = (await sets.find(cookie)) ?? {};
    expect(ends).toBeGreaterThan(now + anHour - 5 * 60_000);
    vi.setSystemTime(ends - 1);
    expect(await kept.read(id)).toBeDefined();
    vi.setSystemTime(ends);
    expect(await kept.read(id)).toBeUndefined();
    vi.setSystemTime(now);
  }
});

test('a set that a request was just using when it ended stays ended', async () => {
  const store = memoryStore();
  const { sets, kept } = opened(store);
  const { id, cookie } = await sets.create('192.0.2.1');
  const known = await kept.read(id);
  if (known === undefined) throw new Error('It isn’t there.');
  await sets.end(cookie);
  // Another instance had read it before, and now notes the use.
  await kept.use(id, { ...known, lastUsed: known.lastUsed - anHour / 2 });
  expect(await kept.read(id)).toBeUndefined();
  await sets.sweep();
  expect(await store.list('tenant-set/')).toEqual([]);
});
