import type { TenantSetId } from '../directory/tenant-set.ts';
import { ServiceDown } from './service-down.ts';

const mostOfSet = 5;
const mostOfAll = 100;
/** Milliseconds after which a response of a hosted practice tenant ends, whatever the fault. */
export const longestHeld = 30_000;

const held = new Map<TenantSetId, number>();
let all = 0;

/**
 * Runs `work`, which keeps a connection busy on purpose. Hosted, other visitors need connections, too: one
 * visitor's faults get a few, and all visitors' faults together get some.
 * @param set whose practice tenant it is; undefined where nothing is hosted, and so nothing is limited
 * @throws ServiceDown at once, if too many are busy already
 */
export async function holding(
  set: TenantSetId | undefined,
  work: () => Promise<void>,
): Promise<void> {
  if (set === undefined) return work();
  const own = held.get(set) ?? 0;
  if (own >= mostOfSet || all >= mostOfAll) throw new ServiceDown();
  held.set(set, own + 1);
  all += 1;
  try {
    await work();
  } finally {
    all -= 1;
    const left = (held.get(set) ?? 1) - 1;
    if (left > 0) held.set(set, left);
    else held.delete(set);
  }
}
