import { SignInRequired } from '../errors/sign-in-error.ts';
import { tenantIdIn } from '../registration/authority.ts';
import type { CookieJar } from '../session/cookie.ts';
import type { User } from '../session/user.ts';
import { userKey, userKeyIn } from '../session/user-key.ts';
import type { UserSession } from '../session/user-sessions.ts';
import { isRecent } from './auth-time.ts';
import type { Parts } from './parts.ts';

export interface ListedSession extends UserSession {
  /** The session that asks. */
  isCurrent: boolean;
}

export function createUserSessions({ registration, discovery, sessions, now }: Parts) {
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

    async session(cookies: CookieJar): Promise<{ id: string; user: User } | undefined> {
      const session = await sessions.read(cookies);
      return session && { id: session.id, user: session.user };
    },

    // #region user-sessions
    async sessions(cookies: CookieJar): Promise<ListedSession[]> {
      const { user, id } = await needed(cookies);
      const listed = await sessions.list(userKey(user));
      return listed.map((each) => ({ ...each, isCurrent: each.id === id }));
    },

    async endSession(cookies: CookieJar, id: string): Promise<void> {
      const { user } = await needed(cookies);
      await sessions.endOne(userKey(user), id);
    },

    endSessionsOf: async (written: string): Promise<number> =>
      sessions.endAll(userKeyIn(written) ?? (await ownUser(written))),
    // #endregion user-sessions
  };

  /** Where the app has one tenant, an object ID is enough. */
  async function ownUser(objectId: string): Promise<string> {
    if (registration.allowedTenants !== undefined)
      throw new TypeError('Name the tenant of the user, too: <tenant ID>.<object ID>.');
    const tenantId =
      tenantIdIn(registration.authority) ?? tenantIdIn((await discovery.read()).metadata.issuer);
    return userKey({ tenantId: tenantId ?? '', objectId });
  }
}
