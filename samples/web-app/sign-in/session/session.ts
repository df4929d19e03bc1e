import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { SessionLifetime } from '../registration/session-lifetime.ts';
import { decrypt, encrypt } from './encryption.ts';
import { type CookieJar, type CookieSetting, sealedCookie } from './sealed-cookie.ts';
import type { TokenStore } from './token-store.ts';

export const User = z.object({
  name: z.string(),
  /** For display only: it can change, and another user can get it later. */
  username: z.string(),
  tenantId: z.string(),
  objectId: z.string(),
  /** In B2C, the object ID. Together with `issuer`, a reliable key for a user (OpenID Connect Core §5.7). */
  subject: z.string(),
  issuer: z.string(),
  userFlow: z.enum(['signUpSignIn', 'editProfile', 'resetPassword']).optional(),
});

/** Who signed in, according to the ID token. */
export type User = z.infer<typeof User>;

/** What the cookie holds: the user, and the key to this session's tokens. Never a token. */
const InCookie = z.object({
  id: z.string(),
  key: z.string(),
  user: User,
  startedAt: z.number(),
  seenAt: z.number(),
});

type Session = z.infer<typeof InCookie>;

interface NewSession {
  user: User;
  tokenCache: string;
  /** The identity provider's ID for its own session, which front-channel sign-out names. */
  sid: string | undefined;
}

export function createSessions(
  setting: CookieSetting,
  store: TokenStore,
  lifetime: SessionLifetime,
) {
  const { now } = setting;
  const cookie = sealedCookie(setting, 'session', InCookie);
  const entryOf = (id: string) => `session.${id}`;
  const indexOf = (sid: string) => `sid.${createHash('sha256').update(sid).digest('base64url')}`;
  const secondsLeft = ({ startedAt }: Session) =>
    startedAt / 1000 + lifetime.absolute - now() / 1000;

  /** The seal expires with the session: after too long without use, or at its maximum age. */
  const writeCookie = (cookies: CookieJar, session: Session) =>
    cookie.write(cookies, session, Math.min(lifetime.idle, secondsLeft(session)));

  async function tokenCacheOf(session: Session): Promise<string | undefined> {
    const entry = await store.get(entryOf(session.id));
    return entry && decrypt(entry, session.key, session.id);
  }

  /** Deletes the session on the server: from now on its cookie is refused, and so is any copy of it. */
  async function end(cookies: CookieJar): Promise<void> {
    const session = await cookie.read(cookies);
    if (cookie.has(cookies)) cookie.clear(cookies);
    if (session !== undefined) await store.delete(entryOf(session.id));
  }

  return {
    end,

    // #region start-session
    /** A new ID and a new key at every sign-in: an earlier cookie is worth nothing afterward. */
    async start(cookies: CookieJar, { user, tokenCache, sid }: NewSession): Promise<void> {
      const [id, key] = [random(), random()];
      const session = { id, key, user, startedAt: now(), seenAt: now() };
      await end(cookies);
      await store.set(entryOf(id), encrypt(tokenCache, key, id), lifetime.absolute);
      // One at a time: if two tabs finish at once, a later sign-out must find the session that remains.
      if (sid !== undefined)
        await store.lock(indexOf(sid), async () => {
          const previous = await store.get(indexOf(sid));
          await store.set(indexOf(sid), id, lifetime.absolute);
          if (previous !== undefined) await store.delete(entryOf(previous));
        });
      await writeCookie(cookies, session);
    },
    // #endregion start-session

    // #region read-session
    /** A session lives while its cookie opens, its time isn't over, and the server remembers it. */
    async read(cookies: CookieJar): Promise<Session | undefined> {
      if (!cookie.has(cookies)) return undefined;
      const session = await cookie.read(cookies);
      if (session === undefined || (await tokenCacheOf(session)) === undefined) {
        await end(cookies);
        return undefined;
      }
      if (now() - session.seenAt > 60_000)
        await writeCookie(cookies, { ...session, seenAt: now() });
      return session;
    },
    // #endregion read-session

    /** Runs alone for this session, with its newest tokens: parallel requests renew them once. */
    alone: <T>(
      session: Session,
      work: (tokenCache: string | undefined) => Promise<T>,
    ): Promise<T> => store.lock(entryOf(session.id), async () => work(await tokenCacheOf(session))),

    /** Only while the session lives, so that a sign-out in the meantime isn't undone. */
    async keepTokens(session: Session, tokenCache: string): Promise<void> {
      const { id, key } = session;
      const entry = encrypt(tokenCache, key, id);
      await store.set(entryOf(id), entry, secondsLeft(session), 'if-present');
    },

    /** Ends the session that belongs to the identity provider's session, without a cookie. */
    endBySid: (sid: string): Promise<void> =>
      store.lock(indexOf(sid), async () => {
        const id = await store.get(indexOf(sid));
        if (id !== undefined) await store.delete(entryOf(id));
        await store.delete(indexOf(sid));
      }),
  };
}

const random = () => randomBytes(32).toString('base64url');
