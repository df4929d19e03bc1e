import { z } from 'zod';
import type { Store } from '../store/store.ts';
import type { TenantClock } from './tenant-clock.ts';

const kept = z.object({ value: z.unknown(), until: z.number() }).optional();

/** Values that end in the tenant's time; the store alone forgets them in this machine's. */
export interface ExpiringValues {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, secondsToLive: number): Promise<void>;
}

export const expiringValues = (store: Store, clock: TenantClock): ExpiringValues => ({
  get: async (key) => {
    const found = kept.safeParse(await store.get(key)).data;
    return found !== undefined && clock.now() < found.until ? found.value : undefined;
  },
  set: (key, value, secondsToLive) =>
    store.set(key, { value, until: clock.now() + secondsToLive * 1000 }, secondsToLive),
});
