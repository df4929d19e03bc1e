import { hash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { SessionLifetime } from '../registration/session-lifetime.ts';
import { type CookieJar, type CookieSetting, hostCookie } from './cookie.ts';
import { encryptedEntries, type Handle } from './encrypted-entries.ts';
import { formerSessions } from './former-sessions.ts';
import type { TokenStore } from './token-store.ts';
import { User } from './user.ts';
import { userGroups } from './user-groups.ts';
import { userKey } from './user-key.ts';
import { listNameOf, type UserSession, userSessions } from './user-sessions.ts';

/** What the server keeps of a session, besides its tokens. */
const Kept = z.object({
  user: User,
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  seenAt: z.number(),
  /** When the user last proved who they are; undefined if the ID token doesn't tell. */
  authenticatedAt: z.number().optional(),
  /** When the user's claims were issued. 0, "long ago", for sessions from before this was kept. */
  claimsAt: z.number().default(0),
});

/** A session, with what its cookie carries. */
export interface Session extends z.infer<typeof Kept>, Handle {}

interface NewSession extends Pick<Session, 'user' | 'authenticatedAt'> {
  tokenCache: string;
  /** The identity provider's ID for its own session, which front-channel sign-out names. */
  sid: string | undefined;
  /** So that users can tell their sessions apart. */
  userAgent?: string | undefined;
}

const minute = 60_000;
/** An ID and a key, each of 32 bytes. */
const cookieValue = /^([\w-]{43})\.([\w-]{43})$/;

export function createSessions(
  setting: CookieSetting,
  store: TokenStore,
  lifetime: SessionLifetime,
  isLetIn: (user: User) => boolean = () => true,
) {
  const { now } = setting;
  const cookie = hostCookie(setting, 'session');
  const sessions = encryptedEntries(setting, store, 'signed-in', Kept);
  const tokens = encryptedEntries(setting, store, 'tokens', z.string());
  const groups = userGroups(setting, store);
  const former = formerSessions(setting, store);
  const users = userSessions(setting, store, lifetime);
  const indexOf = (sid: string) => `sid.${hash('sha256', sid, 'base64url')}`;

  const secondsLeft = ({ startedAt }: z.infer<typeof Kept>) =>
    lifetime.absolute - (now() - startedAt) / 1000;
  /** How long a session lives without being used again. */
  const secondsToLive = (kept: z.infer<typeof Kept>) =>
    Math.min(lifetime.idle - (now() - kept.seenAt) / 1000, secondsLeft(kept));

  function handleIn(value: string | undefined): Handle | undefined {
    const [, id, key] = cookieValue.exec(value ?? '') ?? [];
    return id && key ? { id, key } : undefined;
  }

  /** Deletes a session on the server: from now on its cookie is refused, and so is any copy of it. */
  async function forget(id: string): Promise<void> {
    // First: while it is there, a request that is under way can update it.
    await former.delete(id);
    await Promise.all([sessions.delete(id), tokens.delete(id), groups.delete(id)]);
  }

  const listOf = ({ user }: Pick<Session, 'user'>) => listNameOf(userKey(user));

  async function open(handle: Handle): Promise<Session | undefined> {
    const kept = await sessions.read(handle);
    if (kept === undefined || secondsToLive(kept) <= 0 || !isLetIn(kept.user)) return undefined;
    const endedAt = await users.endedAt(listOf(kept));
    return kept.startedAt > endedAt ? { ...kept, ...handle } : undefined;
  }

  async function write(cookies: CookieJar, session: Session, condition?: 'if-present') {
    const { id, key, ...kept } = session;
    // The store keeps it longer than its cookie lives: a full store gives up what expires soonest.
    if (await sessions.write({ id, key }, kept, secondsLeft(kept), condition))
      setCookie(cookies, session, secondsToLive(kept));
  }

  const setCookie = (cookies: CookieJar, { id, key }: Handle, seconds: number) =>
    cookie.set(cookies, `${id}.${key}`, seconds);

  /** Updates a session that an earlier version of this library started. */
  async function update(cookies: CookieJar): Promise<Session | undefined> {
    const found = await former.read(cookies);
    if (found === undefined || secondsToLive(found.session) <= 0) return undefined;
    const { session, tokenCache } = found;
    if (session.startedAt <= (await users.endedAt(listOf(session)))) return undefined;
    await tokens.write(session, tokenCache, secondsLeft(session), 'if-absent');
    await write(cookies, session);
    const { id, startedAt, seenAt } = session;
    await users.add(listOf(session), { id, startedAt, seenAt });
    if (await former.has(id)) return session;
    // It has ended in the meantime.
    await forget(id);
    return undefined;
  }

  /**
   * @param name a session's ID, its user's list, and its tenant, as the index of `sid` holds them
   * @param tenantId whose session it must be, if that is known
   */
  async function endNamed(name: string, tenantId?: string): Promise<boolean> {
    const [id = '', listName, tenant] = name.split('.');
    if (tenantId && tenant && tenant !== hashOf(tenantId)) return false;
    await forget(id);
    if (listName !== undefined) await users.remove(listName, id);
    return true;
  }

  /** The sessions that the browser presents: one, or more if another page has planted a cookie. */
  async function presented(cookies: CookieJar): Promise<Session[]> {
    const found: Session[] = [];
    for (const value of cookie.all(cookies)) {
      const handle = handleIn(value);
      // An ID alone opens nothing: it takes the right key.
      const kept = handle && (await sessions.read(handle));
      if (kept) found.push({ ...kept, ...handle });
    }
    const old = (await former.read(cookies))?.session;
    return old ? [...found, old] : found;
  }

  async function end(cookies: CookieJar): Promise<void> {
    const sent = cookie.all(cookies).length > 0;
    const found = await presented(cookies);
    if (sent) cookie.clear(cookies);
    for (const session of found) {
      await forget(session.id);
      await users.remove(listOf(session), session.id);
    }
  }

  async function list(userKey: string): Promise<UserSession[]> {
    const listed = await users.list(listNameOf(userKey));
    const alive = await Promise.all(listed.map(({ id }) => sessions.has(id)));
    return listed.filter(
      ({ seenAt }, index) => alive[index] && now() < seenAt + lifetime.idle * 1000,
    );
  }

  return {
    end,
    presented,

    // #region start-session
    /** A new ID and a new key at every sign-in: an earlier cookie is worth nothing afterward. */
    async start(cookies: CookieJar, started: NewSession): Promise<void> {
      const { user, authenticatedAt, tokenCache, sid, userAgent } = started;
      const session = { id: random(), key: random() };
      const { id } = session;
      const startedAt = now();
      const kept = { user, startedAt, seenAt: startedAt, authenticatedAt, claimsAt: startedAt };
      await end(cookies);
      await tokens.write(session, tokenCache, lifetime.absolute);
      await sessions.write(session, kept, lifetime.absolute);
      await users.add(listOf(kept), { id, startedAt, seenAt: startedAt, userAgent });
      // One at a time: if two tabs finish at once, a later sign-out must find the session that remains.
      if (sid !== undefined)
        await store.lock(indexOf(sid), async () => {
          const previous = await store.get(indexOf(sid));
          await store.set(
            indexOf(sid),
            `${id}.${listOf(kept)}.${hashOf(user.tenantId)}`,
            lifetime.absolute,
          );
          if (previous !== undefined) await endNamed(previous);
        });
      setCookie(cookies, session, secondsToLive(kept));
    },
    // #endregion start-session

    // #region read-session
    /** A session lives while its time isn't over and the server remembers it. */
    async read(cookies: CookieJar): Promise<Session | undefined> {
      if (cookie.get(cookies) === undefined) return undefined;
      const handle = handleIn(cookie.get(cookies));
      const session = handle === undefined ? await update(cookies) : await open(handle);
      if (session === undefined) {
        await end(cookies);
        return undefined;
      }
      if (now() - session.seenAt <= minute) return session;
      const seen = { ...session, seenAt: now() };
      await write(cookies, seen, 'if-present');
      await users.seen(listOf(session), session.id, seen.seenAt);
      return seen;
    },
    // #endregion read-session

    /** The session's tokens, as MSAL serialized them. */
    tokensOf: (session: Handle): Promise<string | undefined> => tokens.read(session),

    /** Runs alone for this session, with its newest tokens: parallel requests renew them once. */
    alone: <T>(session: Handle, work: (tokenCache: string | undefined) => Promise<T>): Promise<T> =>
      tokens.lock(session.id, async () => work(await tokens.read(session))),

    /** Only while the session lives, so that a sign-out in the meantime isn't undone. */
    async keepTokens(session: Session, tokenCache: string): Promise<void> {
      await tokens.write(session, tokenCache, secondsLeft(session), 'if-present');
    },

    // #region renewed-claims
    /** The session as it is now: another request can have renewed its claims. */
    again: (session: Handle): Promise<Session | undefined> => open(session),

    /** What a renewal told about the user. undefined if the session has ended in the meantime. */
    async keepUser(session: Session, user: User): Promise<Session | undefined> {
      const { id, key, ...kept } = { ...session, user, claimsAt: now() };
      const isWritten = await sessions.write({ id, key }, kept, secondsLeft(kept), 'if-present');
      return isWritten ? { id, key, ...kept } : undefined;
    },

    groupsOf: groups.read,

    async keepGroups(session: Session, ids: string[]): Promise<void> {
      await groups.write(session, ids, secondsLeft(session));
      // A sign-out in the meantime didn't find it.
      if (!(await sessions.has(session.id))) await groups.delete(session.id);
    },
    // #endregion renewed-claims

    // #region end-sessions
    /** A user's sessions that are still alive. */
    list,

    /** Ends one of a user's sessions; it does nothing if it isn't theirs. */
    async endOne(userKey: string, id: string): Promise<void> {
      const before = await users.remove(listNameOf(userKey), id);
      if (before.some((each) => each.id === id)) await forget(id);
    },

    /** Ends all sessions of a user, in every browser. Resolves to how many there were. */
    async endAll(userKey: string): Promise<number> {
      const alive = await list(userKey);
      const ended = await users.endAll(listNameOf(userKey));
      await Promise.all(ended.map(({ id }) => forget(id)));
      return alive.length;
    },

    /** Ends the session that belongs to the identity provider's session, without a cookie. */
    endBySid: (sid: string, tenantId?: string): Promise<void> =>
      store.lock(indexOf(sid), async () => {
        const name = await store.get(indexOf(sid));
        if (name !== undefined && (await endNamed(name, tenantId)))
          await store.delete(indexOf(sid));
      }),
    // #endregion end-sessions
  };
}

const hashOf = (text: string) => hash('sha256', text.toLowerCase(), 'base64url');
const random = () => randomBytes(32).toString('base64url');
