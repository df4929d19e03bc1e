import { SignInRequired } from '../errors/sign-in-error.ts';
import type { CookieJar } from '../session/cookie.ts';
import type { User } from '../session/user.ts';
import type { UserSession } from '../session/user-sessions.ts';
import { isRecent } from './auth-time.ts';
import type { Parts } from './parts.ts';

export interface ListedSession extends UserSession {
  /** The session that asks. */
  isCurrent: boolean;
}

export function createUserSessions({ sessions, now }: Parts) {
  async function needed(cookies: CookieJar) {
    const session = await sessions.read(cookies);
    if (session === undefined) throw new SignInRequired([], { detail: 'not signed in' });
    return session;
  }

  return {
    // #region user
    async user(cookies: CookieJar, maxAge?: number): Promise<User | undefined> {
      const session = await sessions.read(cookies);
      const isEnough = maxAge === undefined || isRecent(session?.authenticatedAt, maxAge, now());
      return isEnough ? session?.user : undefined;
    },
    // #endregion user

    // #region user-sessions
    async sessions(cookies: CookieJar): Promise<ListedSession[]> {
      const { user, id } = await needed(cookies);
      const listed = await sessions.list(user.objectId);
      return listed.map((each) => ({ ...each, isCurrent: each.id === id }));
    },

    async endSession(cookies: CookieJar, id: string): Promise<void> {
      const { user } = await needed(cookies);
      await sessions.endOne(user.objectId, id);
    },

    endSessionsOf: (objectId: string): Promise<number> => sessions.endAll(objectId),
    // #endregion user-sessions
  };
}
