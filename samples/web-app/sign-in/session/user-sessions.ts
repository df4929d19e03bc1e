import { createHash } from 'node:crypto';
import { z } from 'zod';
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

/** The key of a user's list. The store isn't told the object ID itself. */
export const userKeyOf = (objectId: string): string =>
  createHash('sha256').update(objectId).digest('base64url');

// #region user-sessions
/**
 * Which sessions each user has: the only way to find them without their cookies, so that a
 * user can end the others, and an operator all of them (ASVS 5.0 §7.4).
 * @param secondsToLive how long a session can live
 */
export function userSessions(setting: CookieSetting, store: TokenStore, secondsToLive: number) {
  const entries = encryptedEntries(setting, store, 'user', z.array(UserSession));
  const list = async (userKey: string) => (await entries.read({ id: userKey, key: userKey })) ?? [];

  /** One change at a time: two sign-ins that finish together both stay in the list. */
  const change = (userKey: string, work: (sessions: UserSession[]) => UserSession[]) =>
    entries.lock(userKey, async () => {
      const before = await list(userKey);
      const isAlive = ({ startedAt }: UserSession) =>
        setting.now() < startedAt + secondsToLive * 1000;
      const after = work(before.filter(isAlive));
      if (after.length === 0) await entries.delete(userKey);
      else await entries.write({ id: userKey, key: userKey }, after, secondsToLive);
      return before;
    });

  return {
    list,
    add: (userKey: string, session: UserSession) =>
      change(userKey, (sessions) => [...sessions.filter(({ id }) => id !== session.id), session]),
    seen: (userKey: string, id: string, seenAt: number) =>
      change(userKey, (sessions) =>
        sessions.map((each) => (each.id === id ? { ...each, seenAt } : each)),
      ),
    remove: (userKey: string, ended: string) =>
      change(userKey, (sessions) => sessions.filter(({ id }) => id !== ended)),
    /** Resolves to the sessions that were in the list. */
    removeAll: (userKey: string) => change(userKey, () => []),
  };
}
// #endregion user-sessions
