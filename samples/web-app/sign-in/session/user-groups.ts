import { z } from 'zod';
import type { CookieSetting } from './cookie.ts';
import { encryptedEntries, type Handle } from './encrypted-entries.ts';
import type { TokenStore } from './token-store.ts';

const Groups = z.object({ claimsAt: z.number(), ids: z.array(z.string()) });

/** A session, and when its user's claims were issued. */
interface Dated extends Handle {
  claimsAt: number;
}

// #region user-groups
/** A user's whole list of groups: kept apart because it can be long, and only as long as the claims beside it. */
export function userGroups(setting: CookieSetting, store: TokenStore) {
  const entries = encryptedEntries(setting, store, 'groups', Groups);
  return {
    /** undefined if it wasn't read since the claims were renewed. */
    async read(session: Dated): Promise<readonly string[] | undefined> {
      const found = await entries.read(session);
      return found?.claimsAt === session.claimsAt ? found.ids : undefined;
    },
    write: ({ claimsAt, ...handle }: Dated, ids: string[], seconds: number): Promise<boolean> =>
      entries.write(handle, { claimsAt, ids }, seconds),
    delete: entries.delete,
  };
}
// #endregion user-groups
