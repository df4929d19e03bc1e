import { z } from 'zod';
import { newTenantSetId, type TenantSetId, tenantSetId } from '../directory/tenant-set.ts';
import type { Limits, Store } from '../store/store.ts';
import { clientSecretOf, deskKeyOf, hashOf, newSetKey, type SetCredential } from './set-keys.ts';

const family = 'tenant-set/';
const endedFamily = 'ended-tenant-set/';

const record = z.object({
  keyHash: z.string(),
  deskKeyHash: z.string(),
  clientSecret: z.string(),
  /** Milliseconds since 1970. */
  made: z.number(),
  lastUsed: z.number(),
});

/** What's known about a set besides what's in it. */
export type SetRecord = z.infer<typeof record>;

/** A write for every request would cost more than five minutes of a set's life are worth. */
const touchedEvery = 5 * 60_000;
/** An instance that was in the middle of a request may write after the end; it's swept up again. */
const sweptAgainFor = 3_600;

/** Which sets there are, in the store that all instances share. */
export interface KeptSets {
  /**
   * Adds one, unless there are that many, over all instances.
   * @throws StoreFull
   */
  add(most: number): Promise<SetCredential>;
  /** Undefined for one that has ended, or never was. */
  read(set: TenantSetId): Promise<SetRecord | undefined>;
  /**
   * Keeps it for another while.
   * @returns what is kept of it: not every use is written
   */
  use(set: TenantSetId, known: SetRecord): Promise<SetRecord>;
  /** Removes it, and everything in it. */
  end(set: TenantSetId): Promise<void>;
  /** Ends those that nobody used for a while. @returns how many are left, and which ended */
  sweep(): Promise<{ left: number; ended: readonly TenantSetId[] }>;
  endOf(known: SetRecord): number;
}

/** What the entries of a set begin with. */
export const scopeOf = (set: TenantSetId): string => `${set}:`;

const any = Number.MAX_SAFE_INTEGER;
/** As the store counts what it has. */
const upTo = (most: number): Limits => ({
  staying: { ofFamily: most, inAll: any, bytesInAll: any },
  passing: { most: any, mostBytes: any },
});

/** @param idleMilliseconds how long a set is kept that nobody uses */
export function keptSets(store: Store, idleMilliseconds: number): KeptSets {
  const read = async (set: TenantSetId) => record.safeParse(await store.get(family + set)).data;
  const endOf = ({ lastUsed }: SetRecord) => lastUsed + idleMilliseconds;
  const end = async (set: TenantSetId) => {
    await store.set(endedFamily + set, true, sweptAgainFor);
    await store.delete(family + set);
    await store.clear(scopeOf(set));
  };
  return {
    add: async (most) => {
      const set = newTenantSetId();
      const key = newSetKey();
      const now = Date.now();
      const [keyHash, deskKeyHash] = [hashOf(key), hashOf(deskKeyOf(key))];
      const clientSecret = clientSecretOf(key);
      const record = { keyHash, deskKeyHash, clientSecret, made: now, lastUsed: now };
      const kept = record satisfies SetRecord;
      await store.set(family + set, kept, undefined, undefined, upTo(most));
      return { set, key };
    },
    read: async (set) => {
      const known = await read(set);
      return known === undefined || endOf(known) <= Date.now() ? undefined : known;
    },
    use: async (set, known) => {
      const now = Date.now();
      if (now - known.lastUsed < touchedEvery) return known;
      const used = { ...known, lastUsed: now };
      await store.set(family + set, used);
      // It may have ended since it was read, by another instance: that must not bring it back.
      if ((await store.get(endedFamily + set)) !== undefined) await store.delete(family + set);
      return used;
    },
    end,
    sweep: async () => {
      for (const [key] of await store.list(endedFamily)) {
        const set = tenantSetId.safeParse(key.slice(endedFamily.length)).data;
        if (set !== undefined) await store.clear(scopeOf(set));
      }
      let left = 0;
      const ended: TenantSetId[] = [];
      for (const [key, value] of await store.list(family)) {
        const set = tenantSetId.safeParse(key.slice(family.length)).data;
        const known = record.safeParse(value).data;
        if (set === undefined) continue;
        if (known === undefined || endOf(known) <= Date.now()) ended.push(set);
        else left += 1;
      }
      for (const set of ended) await end(set);
      return { left, ended };
    },
    endOf,
  };
}
