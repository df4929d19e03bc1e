import type { TenantSetId } from '../directory/tenant-set.ts';
import { ServiceDown } from './service-down.ts';

const mostOfSet = 5;
const mostOfAll = 100;
/** Milliseconds after which a response of a hosted practice tenant ends, whatever the fault. */
export const longestHeld = 30_000;

/**
 * Runs the work of a fault that keeps the connection of one token request busy; it ends early with the signal.
 * @returns whether it ran
 * @throws ServiceDown
 */
export type Hold = (work: (signal?: AbortSignal) => Promise<void>) => Promise<boolean>;

/** Whose connection is kept busy. */
export interface Holder {
  set: TenantSetId;
  /** What the address is called that the request comes from. */
  sender: string;
}

interface Held extends Holder {
  giveWay: () => void;
}

/** In the order in which they began. */
const held = new Set<Held>();

/**
 * Runs `work`, which keeps a connection of a hosted practice tenant busy on purpose. Other visitors need
 * connections, too: one visitor's faults get a few, and all visitors' faults together get some. When those are
 * used up, the address that has most gives one up, so nobody can keep a visitor from trying a fault.
 * @param work ends early with the signal
 * @throws ServiceDown at once, if the visitor has too many already
 */
export async function holding(
  holder: Holder,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const ofSet = [...held].filter(({ set }) => set === holder.set).length;
  if (ofSet >= mostOfSet) throw new ServiceDown();
  const ending = new AbortController();
  const own: Held = { ...holder, giveWay: () => ending.abort() };
  held.add(own);
  if (held.size > mostOfAll) {
    const first = firstToGiveWay();
    held.delete(first);
    first.giveWay();
  }
  try {
    await work(ending.signal);
  } finally {
    held.delete(own);
  }
}

/** The oldest of the set that has most, of the address that has most. The site has one address for all its visitors. */
function firstToGiveWay(): Held {
  const ofSender = largest([...held], ({ sender }) => sender);
  const [oldest] = largest(ofSender, ({ set }) => set);
  if (oldest === undefined) throw new Error('Nothing is held.');
  return oldest;
}

/** The group with most members; of two that are equal, the one whose first member is older. */
function largest(all: readonly Held[], keyOf: (each: Held) => string): readonly Held[] {
  const groups = Map.groupBy(all, keyOf).values();
  return [...groups].reduce<readonly Held[]>(
    (most, group) => (group.length > most.length ? group : most),
    [],
  );
}
