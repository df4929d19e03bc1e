import { hash } from 'node:crypto';
import { z } from 'zod';
import { isGuid } from '../registration/environment.ts';
import type { SessionLifetime } from '../registration/session-lifetime.ts';
import type { CookieSetting } from './cookie.ts';
import { encryptedEntries } from './encrypted-entries.ts';
import type { TokenStore } from './token-store.ts';

const UserSession = z.object({
  /** Names the session in lists. Without the key from its cookie, it opens nothing. */
  id: z.string(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  seenAt: z.number(),
  userAgent: z.string().optional(),
});

/** One of a user's sessions, as a list shows it. */
export type UserSession = z.infer<typeof UserSession>;

/**
 * The key of a user's list. The store isn't told the object ID itself. An operator can write a GUID in
 * uppercase; without the claim `oid` it's the subject, in which case does count.
 */
export const userKeyOf = (objectId: string): string =>
  hash('sha256', isGuid(objectId) ? objectId.toLowerCase() : objectId, 'base64url');

/** The newest are listed. An account that many share has more of them than anyone can tell apart. */
const atMost = 20;

// #region user-sessions
/**
 * Which sessions each user has, so that users can see them and end them (ASVS 5.0 §7.4, §7.5), and since when
 * none of the earlier ones counts.
 */
export function userSessions(setting: CookieSetting, store: TokenStore, lifetime: SessionLifetime) {
  const { absolute, idle } = lifetime;
  const entries = encryptedEntries(setting, store, 'user', z.array(UserSession));
  const list = async (userKey: string) => (await entries.read({ id: userKey, key: userKey })) ?? [];

  /** One change at a time: two sign-ins that finish together both stay in the list. */
  const change = (userKey: string, work: (sessions: UserSession[]) => UserSession[]) =>
    entries.lock(userKey, async () => {
      const before = await list(userKey);
      const after = work(before);
      if (after.length === 0) await entries.delete(userKey);
      else await entries.write({ id: userKey, key: userKey }, after, absolute);
      return before;
    });

  return {
    list,

    /** When all of this user's sessions were ended, in milliseconds since 1970; 0 if they weren't. */
    async endedAt(userKey: string): Promise<number> {
      return Number((await store.get(`ended.${userKey}`)) ?? 0);
    },

    /**
     * Ends all sessions that have started so far, listed or not.
     * @returns those that were in the list
     */
    async endAll(userKey: string): Promise<UserSession[]> {
      await store.set(`ended.${userKey}`, String(setting.now()), absolute);
      return change(userKey, () => []);
    },

    add: (userKey: string, session: UserSession) =>
      change(userKey, (sessions) => {
        const isOther = ({ id, seenAt }: UserSession) =>
          id !== session.id && setting.now() < seenAt + idle * 1000;
        return [...sessions.filter(isOther), session].slice(-atMost);
      }),
    seen: (userKey: string, id: string, seenAt: number) =>
      change(userKey, (sessions) =>
        sessions.map((each) => (each.id === id ? { ...each, seenAt } : each)),
      ),
    remove: (userKey: string, ended: string) =>
      change(userKey, (sessions) => sessions.filter(({ id }) => id !== ended)),
  };
}
// #endregion user-sessions
