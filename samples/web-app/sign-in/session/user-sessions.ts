import { hash } from 'node:crypto';
import { z } from 'zod';
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

/** What a user's list is kept under (user-key.ts). The store isn't told the key itself. */
export const listNameOf = (userKey: string): string => hash('sha256', userKey, 'base64url');

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
  const list = async (name: string) => (await entries.read({ id: name, key: name })) ?? [];

  /** One change at a time: two sign-ins that finish together both stay in the list. */
  const change = (name: string, work: (sessions: UserSession[]) => UserSession[]) =>
    entries.lock(name, async () => {
      const before = await list(name);
      const after = work(before);
      if (after.length === 0) await entries.delete(name);
      else await entries.write({ id: name, key: name }, after, absolute);
      return before;
    });

  return {
    list,

    /** When all of this user's sessions were ended, in milliseconds since 1970; 0 if they weren't. */
    async endedAt(name: string): Promise<number> {
      return Number((await store.get(`ended.${name}`)) ?? 0);
    },

    /**
     * Ends all sessions that have started so far, listed or not.
     * @returns those that were in the list
     */
    async endAll(name: string): Promise<UserSession[]> {
      await store.set(`ended.${name}`, String(setting.now()), absolute);
      return change(name, () => []);
    },

    add: (name: string, session: UserSession) =>
      change(name, (sessions) => {
        const isOther = ({ id, seenAt }: UserSession) =>
          id !== session.id && setting.now() < seenAt + idle * 1000;
        return [...sessions.filter(isOther), session].slice(-atMost);
      }),
    seen: (name: string, id: string, seenAt: number) =>
      change(name, (sessions) =>
        sessions.map((each) => (each.id === id ? { ...each, seenAt } : each)),
      ),
    remove: (name: string, ended: string) =>
      change(name, (sessions) => sessions.filter(({ id }) => id !== ended)),
  };
}
// #endregion user-sessions
