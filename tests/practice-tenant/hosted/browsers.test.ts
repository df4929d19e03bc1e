import { expect, test } from 'vitest';
import { newTenantSetId } from '../../../src/practice-tenant/directory/tenant-set.ts';
import { memoryStore } from '../../../src/practice-tenant/store/memory-store.ts';
import { openBrowsers } from '../../../src/practice-tenant/tenant-sets/browsers.ts';
import { hashOf, newSetKey } from '../../../src/practice-tenant/tenant-sets/set-keys.ts';

test('a visitor who asks for tickets without end has the last ones, and nobody else loses one', async () => {
  const store = memoryStore();
  const browsers = openBrowsers(store);
  const asking = newSetKey();
  const [own, other] = [newTenantSetId(), newTenantSetId()];
  const others = await browsers.ticket(other, hashOf(asking));
  const tickets: string[] = [];
  for (let asked = 0; asked < 50; asked += 1) {
    tickets.push(await browsers.ticket(own, hashOf(asking)));
  }
  expect(await store.list('ticket/')).toHaveLength(21);
  expect(await browsers.redeem(tickets[0] ?? '', asking)).toBeUndefined();
  expect(await browsers.redeem(tickets.at(-1) ?? '', asking)).toBe(own);
  expect(await browsers.redeem(others, asking)).toBe(other);
});
