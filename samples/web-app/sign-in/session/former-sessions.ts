import { z } from 'zod';
import type { CookieJar, CookieSetting } from './cookie.ts';
import { decrypt } from './encryption.ts';
import { sealedCookie } from './sealed-cookie.ts';
import type { TokenStore } from './token-store.ts';
import { User } from './user.ts';

const InCookie = z.object({
  id: z.string(),
  key: z.string(),
  user: User,
  startedAt: z.number(),
  seenAt: z.number(),
  claimsAt: z.number().default(0),
});

// #region former-sessions
/**
 * Sessions as the version before kept them: everything in a sealed cookie except the tokens. They are read
 * once and become sessions of today, so an update signs no one out.
 */
export function formerSessions(setting: CookieSetting, store: TokenStore) {
  const cookie = sealedCookie(setting, 'session', InCookie);
  const nameOf = (id: string) => `session.${id}`;
  return {
    async read(cookies: CookieJar) {
      const session = await cookie.read(cookies);
      if (session === undefined) return undefined;
      const entry = await store.get(nameOf(session.id));
      const tokenCache = entry && decrypt(entry, session.key, session.id);
      return tokenCache ? { session, tokenCache } : undefined;
    },
    has: async (id: string): Promise<boolean> => (await store.get(nameOf(id))) !== undefined,
    delete: (id: string): Promise<void> => store.delete(nameOf(id)),
  };
}
// #endregion former-sessions
