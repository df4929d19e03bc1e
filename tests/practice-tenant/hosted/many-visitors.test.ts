import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { memoryStore } from '../../../src/practice-tenant/store/memory-store.ts';
import { openBrowsers } from '../../../src/practice-tenant/tenant-sets/browsers.ts';
import { keptSets } from '../../../src/practice-tenant/tenant-sets/kept-sets.ts';
import { tenantSets } from '../../../src/practice-tenant/tenant-sets/tenant-sets.ts';

const anHour = 3_600_000;
const perAddress = 100;
const visitors = 10_000;
/** A kilobyte for each of those who were refused. */
const mostGrowth = visitors * 1_024;

test('ten thousand new visitors from one address leave nothing but the sets that the limit allows', async () => {
  const store = memoryStore();
  const limits = { most: 20_000, perAddress };
  const events: string[] = [];
  const sets = tenantSets(store, keptSets(store, anHour), openBrowsers(store), limits, (event) =>
    events.push(event),
  );
  const come = async () => {
    const asked = Array.from({ length: visitors }, () => sets.create('192.0.2.1'));
    return (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled').length;
  };
  expect(await come()).toBe(perAddress);
  expect(sets.count()).toBe(perAddress);
  expect(events.filter((event) => event === 'refused')).toHaveLength(visitors - perAddress);
  events.length = 0;
  // What the process keeps of the first ten thousand, it has now: the next ones add nothing to it.
  const before = usedMemory();
  expect(await come()).toBe(0);
  events.length = 0;
  expect(usedMemory() - before).toBeLessThan(mostGrowth);
  expect(await store.list('')).toHaveLength(perAddress);
  await sets.create('198.51.100.1');
  expect(sets.count()).toBe(perAddress + 1);
});

/** Of this process, without what nothing refers to. */
function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
