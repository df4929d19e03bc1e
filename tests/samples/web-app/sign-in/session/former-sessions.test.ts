import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { sealData } from 'iron-session';
import { describe, expect, test } from 'vitest';
import { createSessions } from '../../../../../samples/web-app/sign-in/session/session.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { Jar } from '../protocol/in-process.ts';

const secret = 's'.repeat(32);
const registration = 'of the test';
const hour = 3_600_000;
const user = {
  name: 'Alex Rivera',
  username: 'alex@contoso.com',
  tenantId: 't',
  objectId: 'o',
  subject: 's',
  issuer: 'i',
};
/** That version kept no roles and groups; what it kept is older than any page allows that asks for one. */
const userOfToday = { ...user, roles: [], groups: [] };

/** What the version before did at a sign-in, as it did it. */
async function formerSession(now: number, times = { startedAt: now, seenAt: now }, idle = 3600) {
  const store = memoryTokenStore({ now: () => 0 });
  const [id, key] = [randomBytes(32).toString('base64url'), randomBytes(32)];
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(id));
  const hidden = Buffer.concat([cipher.update('the-tokens'), cipher.final()]);
  const entry = Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64url');
  await store.set(`session.${id}`, entry, 8 * 3600);

  const derived = Buffer.from(hkdfSync('sha256', secret, 'sign-in', `session ${registration}`, 36));
  const password = {
    [String(derived.readUInt32BE(32))]: derived.subarray(0, 32).toString('base64'),
  };
  const data = { id, key: key.toString('base64url'), user, ...times };
  const until = Math.min(times.seenAt + hour, times.startedAt + 8 * hour);
  const cookie = await sealData({ until, data }, { password, ttl: 0 });

  const clock = { now };
  const setting = { prefix: 'app', secure: false, secrets: [secret], registration };
  const sessions = createSessions({ ...setting, now: () => clock.now }, store, {
    idle,
    absolute: 8 * 3600,
  });
  return { sessions, clock, store, id, jar: new Jar([['app.session', cookie]]) };
}

describe('a session that the version before started', () => {
  test('stays signed in, with its tokens, and gets a cookie of today', async () => {
    const { sessions, jar, store, id } = await formerSession(1_000_000_000);
    const session = await sessions.read(jar);
    expect(session).toMatchObject({ user: userOfToday, claimsAt: 0 });
    expect(session && (await sessions.tokensOf(session))).toBe('the-tokens');
    expect(jar.get('app.session')).toMatch(/^[\w-]{43}\.[\w-]{43}$/);
    expect(await sessions.read(jar.copy())).toMatchObject({ user, startedAt: 1_000_000_000 });
    expect((await sessions.list('t.o')).map((each) => each.id)).toEqual([id]);
    expect(await store.get(`signed-in.${id}`)).toBeDefined();
  });

  test('stays signed in when two requests come with its cookie at the same time', async () => {
    const { sessions, jar } = await formerSession(1_000_000_000);
    const jars = [jar.copy(), jar.copy()];
    for (const session of await Promise.all(jars.map((each) => sessions.read(each))))
      expect(session).toMatchObject({ user: userOfToday, claimsAt: 0 });
    for (const each of jars) expect(await sessions.read(each)).toBeDefined();
  });

  test('keeps tokens that were renewed when its old cookie comes once more', async () => {
    const { sessions, jar } = await formerSession(1_000_000_000);
    const again = jar.copy();
    const session = await sessions.read(jar);
    if (session === undefined) throw new Error('The session is over.');
    await sessions.keepTokens(session, 'renewed');
    await sessions.read(again);
    expect(await sessions.tokensOf(session)).toBe('renewed');
  });

  test('is over when its tokens are gone from the store', async () => {
    const { sessions, store, jar, id } = await formerSession(1_000_000_000);
    await store.delete(`session.${id}`);
    expect(await sessions.read(jar)).toBeUndefined();
    expect(jar.names()).toEqual([]);
  });

  test('ends when it would have ended', async () => {
    const start = 1_000_000_000;
    const late = await formerSession(start + 8 * hour - 1_000, {
      startedAt: start,
      seenAt: start + 8 * hour - 60_000,
    });
    expect(await late.sessions.read(late.jar)).toBeDefined();
    late.clock.now += 1_000;
    expect(await late.sessions.read(late.jar)).toBeUndefined();
    const unused = await formerSession(start);
    unused.clock.now += hour;
    expect(await unused.sessions.read(unused.jar)).toBeUndefined();
  });

  test.each([
    ['ends', 600, false],
    ['lives on', 599, true],
  ])('%s after %s seconds if sessions end after ten minutes now', async (_, seconds, isAlive) => {
    const start = 1_000_000_000;
    const { sessions, clock, jar } = await formerSession(start, undefined, 600);
    clock.now += seconds * 1_000;
    expect((await sessions.read(jar)) !== undefined).toBe(isAlive);
  });

  test('C3 is over after sign-out, also for a copy of its old cookie', async () => {
    const { sessions, jar } = await formerSession(1_000_000_000);
    const thief = jar.copy();
    await sessions.read(jar);
    await sessions.end(jar);
    expect(await sessions.read(thief)).toBeUndefined();
    expect(thief.names()).toEqual([]);
  });

  test('C3 is over after sign-out as the first thing that happens to it', async () => {
    const { sessions, jar } = await formerSession(1_000_000_000);
    const thief = jar.copy();
    await sessions.end(jar);
    expect(await sessions.read(thief)).toBeUndefined();
  });

  test('C3 is not brought back by a request that is under way during sign-out', async () => {
    const { sessions, jar, store, id } = await formerSession(1_000_000_000);
    const thief = jar.copy();
    // What the browser sent, whatever this response sets.
    thief.all = () => jar.all('app.session');
    const signsOut = jar.copy();
    const get = store.get;
    // The thief's request has read the old entry when the user signs out.
    store.get = async (key) => {
      const value = await get(key);
      if (key.startsWith('session.')) {
        store.get = get;
        await sessions.end(signsOut);
      }
      return value;
    };
    expect(await sessions.read(thief)).toBeUndefined();
    expect(await store.get(`signed-in.${id}`)).toBeUndefined();
    expect(await sessions.read(thief.copy())).toBeUndefined();
    expect(await sessions.read(jar)).toBeUndefined();
  });

  test('C8 is over when all sessions of its user were ended', async () => {
    const { sessions, jar } = await formerSession(1_000_000_000);
    await sessions.endAll('t.o');
    expect(await sessions.read(jar)).toBeUndefined();
  });
});
