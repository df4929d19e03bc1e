import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type HostedTenant, hostedTenant } from './hosted-tenant.ts';

const perAddress = 100;
const visitors = 10_000;
/** A kilobyte for each visitor who was refused. */
const mostGrowth = visitors * 1_024;

let tenant: HostedTenant;
beforeAll(async () => {
  // No hour of the clock begins in the middle of the test: it would have limits of its own.
  vi.useFakeTimers({ toFake: ['Date'] });
  tenant = await hostedTenant({ mostSets: 20_000, setsPerAddress: perAddress });
});
afterAll(async () => {
  vi.useRealTimers();
  await tenant?.remove();
});

test('ten thousand new visitors from one address leave nothing but the sets that the limit allows', async () => {
  const { sets } = tenant;
  /** How many of them get tenants; the others read why not. */
  const come = async () => {
    const asked = Array.from({ length: visitors }, () => sets.create('192.0.2.1'));
    const outcomes = await Promise.allSettled(asked);
    const refused = outcomes.flatMap((each) =>
      each.status === 'rejected' ? String(each.reason) : [],
    );
    for (const sentence of new Set(refused))
      expect(sentence).toContain(`have made ${perAddress} sets of practice tenants`);
    return visitors - refused.length;
  };
  expect(await come()).toBe(perAddress);
  expect(sets.count()).toBe(perAddress);
  // What the process keeps of the first ten thousand, it has now: the next ones add nothing to it.
  const before = usedMemory();
  expect(await come()).toBe(0);
  expect(usedMemory() - before).toBeLessThan(mostGrowth);
  expect(sets.count()).toBe(perAddress);
  await sets.create('198.51.100.1');
  expect(sets.count()).toBe(perAddress + 1);
});

/** Of this process, without what nothing refers to. */
function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
