import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { CookieJar, CookieNames } from './cookies.ts';
import { decrypt, encrypt } from './encryption.ts';
import type { Seal } from './sealed.ts';
import type { TokenStore } from './token-store.ts';
import { User } from './user.ts';

/** In seconds: how long a session lasts unused, and how long however much it is used. */
export interface SessionLifetime {
  idle: number;
  absolute: number;
}

/** What the cookie holds: who, and the key to this session's tokens. Never a token. */
const Session = z.object({
  id: z.string(),
  key: z.string(),
  user: User,
  startedAt: z.number(),
  seenAt: z.number(),
});

export type Session = z.infer<typeof Session> & { tokenCache: string };

export interface NewSession {
  user: User;
  tokenCache: string;
  /** The provider's name for its own session; front-channel sign-out names it. */
  sid: string | undefined;
}

export interface SessionOptions {
  names: CookieNames;
  seal: Seal;
  store: TokenStore;
  lifetime: SessionLifetime;
  now: () => number;
}

export function createSessions({ names, seal, store, lifetime, now }: SessionOptions) {
  const entryOf = (id: string) => `session.${id}`;
  const indexOf = (sid: string) => `sid.${createHash('sha256').update(sid).digest('base64url')}`;

  async function writeCookie(cookies: CookieJar, session: z.infer<typeof Session>) {
    const seconds = Math.ceil(session.startedAt / 1000 + lifetime.absolute - now() / 1000);
    const sealed = await seal.seal(Session.parse(session), seconds);
    names.write(cookies, names.session, sealed, seconds);
  }

  async function openCookie(cookies: CookieJar) {
    return seal.open(Session, cookies.get(names.session) ?? '');
  }

  const isOver = ({ startedAt, seenAt }: z.infer<typeof Session>) =>
    now() >= Math.min(seenAt + lifetime.idle * 1000, startedAt + lifetime.absolute * 1000);

  /** Forgets the session on the server: from now on its cookie is refused, also a copied one. */
  async function end(cookies: CookieJar): Promise<void> {
    const session = await openCookie(cookies);
    if (cookies.get(names.session) !== undefined) names.clear(cookies, names.session);
    if (session !== undefined) await store.delete(entryOf(session.id));
  }

  return {
    end,

    // #region start-session
    /** A new id and a new key at every sign-in: whoever knew the cookie before knows nothing now. */
    async start(cookies: CookieJar, { user, tokenCache, sid }: NewSession): Promise<void> {
      const id = randomBytes(32).toString('base64url');
      const key = randomBytes(32).toString('base64url');
      await end(cookies);
      await store.set(entryOf(id), encrypt(tokenCache, key, id), lifetime.absolute);
      if (sid !== undefined) {
        const previous = await store.get(indexOf(sid));
        await store.set(indexOf(sid), id, lifetime.absolute);
        if (previous !== undefined) await store.delete(entryOf(previous));
      }
      await writeCookie(cookies, { id, key, user, startedAt: now(), seenAt: now() });
    },
    // #endregion start-session

    // #region read-session
    /** A session lives while its cookie opens, its time is not over, and the server remembers it. */
    async read(cookies: CookieJar): Promise<Session | undefined> {
      if (cookies.get(names.session) === undefined) return undefined;
      const session = await openCookie(cookies);
      const entry = session && !isOver(session) ? await store.get(entryOf(session.id)) : undefined;
      const tokenCache = session && entry && decrypt(entry, session.key, session.id);
      if (session === undefined || tokenCache === undefined) {
        await end(cookies);
        return undefined;
      }
      if (now() - session.seenAt > 60_000)
        await writeCookie(cookies, { ...session, seenAt: now() });
      return { ...session, tokenCache };
    },
    // #endregion read-session

    /** Runs alone for this session, with its newest tokens: parallel requests renew tokens once. */
    alone<T>(
      { id, key }: Session,
      work: (tokenCache: string | undefined) => Promise<T>,
    ): Promise<T> {
      return store.lock(entryOf(id), async () => {
        const entry = await store.get(entryOf(id));
        return work(entry && decrypt(entry, key, id));
      });
    },

    /** Only while the session lives: a sign-out in the meantime is not undone. */
    async keepTokens({ id, key, startedAt }: Session, tokenCache: string): Promise<void> {
      const seconds = startedAt / 1000 + lifetime.absolute - now() / 1000;
      await store.set(entryOf(id), encrypt(tokenCache, key, id), seconds, 'if-present');
    },

    /** Ends the session that belongs to the provider's session, without any cookie. */
    async endBySid(sid: string): Promise<void> {
      const id = await store.get(indexOf(sid));
      if (id !== undefined) await store.delete(entryOf(id));
      await store.delete(indexOf(sid));
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;
