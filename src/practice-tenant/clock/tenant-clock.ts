import { z } from 'zod';
import type { Store } from '../store/store.ts';

/**
 * The time of one practice tenant. It runs like this machine's, and can be moved so that expiry can be
 * tested. Everything that the tenant keeps and issues is in this time.
 */
export interface TenantClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Whole seconds that it's ahead of this machine; negative if it's behind. */
  offset(): number;
  /** Moves it, for all instances that share the store. 0 takes it back to this machine's time. */
  move(offset: number): Promise<void>;
  /** Reads again how far it was moved: another instance may have done that. */
  refresh(): Promise<void>;
}

const key = 'clock/offset';
const kept = z.int().default(0);

export async function openClock(store: Store): Promise<TenantClock> {
  let offset = 0;
  const refresh = async () => {
    offset = kept.safeParse(await store.get(key)).data ?? 0;
  };
  await refresh();
  return {
    now: () => Date.now() + offset * 1000,
    offset: () => offset,
    move: async (wanted) => {
      await (wanted === 0 ? store.delete(key) : store.set(key, wanted));
      offset = wanted;
    },
    refresh,
  };
}
