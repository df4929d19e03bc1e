import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { TenantClock } from '../clock/tenant-clock.ts';
import type { Store } from '../store/store.ts';
import type { Tenant } from './model.ts';

/** As long as the longest-lived refresh token. */
const secondsKept = 90 * 86_400;

const kept = z.number().optional();

/** When an administrator last revoked a user's sessions. */
export interface Revocations {
  /**
   * Ends the user's sessions here, and takes back what was issued until now. Tokens tell time in whole
   * seconds, so this resolves only once the second is over: a sign-in right after it counts as later.
   */
  revoke(objectId: string): Promise<void>;
  /** The second of the last revocation, since 1970; undefined if there was none. */
  lastOf(objectId: string | undefined): Promise<number | undefined>;
  /** @param issuedAt seconds since 1970 */
  isRevoked(objectId: string | undefined, issuedAt: number | undefined): Promise<boolean>;
}

export function openRevocations(
  { key: owner }: Tenant,
  store: Store,
  clock: TenantClock,
): Revocations {
  const key = (objectId: string) => `revocation/${owner}/${objectId}`;
  const lastOf: Revocations['lastOf'] = async (objectId) => {
    if (objectId === undefined) return undefined;
    const last = kept.safeParse(await store.get(key(objectId))).data;
    // Once the clock has gone back, it hasn't happened yet: nobody could sign in until then.
    return last !== undefined && last * 1000 <= clock.now() ? last : undefined;
  };
  return {
    lastOf,
    revoke: async (objectId) => {
      const now = clock.now();
      await store.set(key(objectId), Math.floor(now / 1000), secondsKept);
      await wait(1000 - (now % 1000));
    },
    isRevoked: async (objectId, issuedAt) => {
      const last = await lastOf(objectId);
      return last !== undefined && issuedAt !== undefined && issuedAt <= last;
    },
  };
}
