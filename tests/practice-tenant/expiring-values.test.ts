import { expect, test } from 'vitest';
import { expiringValues } from '../../src/practice-tenant/clock/expiring-values.ts';
import { openClock } from '../../src/practice-tenant/clock/tenant-clock.ts';
import { memoryStore } from '../../src/practice-tenant/store/memory-store.ts';

test('a value for ten minutes ends with the tenant’s clock, and is back when the clock goes back', async () => {
  const store = memoryStore();
  const clock = await openClock(store);
  const values = expiringValues(store, clock);
  await values.set('proof/a', { code: '123456' }, 600);
  await clock.move(599);
  expect(await values.get('proof/a')).toEqual({ code: '123456' });
  await clock.move(601);
  expect(await values.get('proof/a')).toBeUndefined();
  await clock.move(0);
  expect(await values.get('proof/a')).toEqual({ code: '123456' });
});

test('instances that share a store have the same time', async () => {
  const store = memoryStore();
  const [one, other] = [await openClock(store), await openClock(store)];
  await one.move(3600);
  expect(other.offset()).toBe(0);
  await other.refresh();
  expect(other.offset()).toBe(3600);
  expect((await openClock(store)).offset()).toBe(3600);
});
