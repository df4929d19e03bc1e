import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encrypt } from '../../../../../samples/web-app/sign-in/session/encryption.ts';
import { sealedCookie } from '../../../../../samples/web-app/sign-in/session/sealed-cookie.ts';
import { createSessions } from '../../../../../samples/web-app/sign-in/session/session.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { Jar } from '../protocol/in-process.ts';

const lifetime = { idle: 3600, absolute: 28_800 };
const user = {
  name: 'Alex Rivera',
  username: 'alex@contoso.com',
  tenantId: 't',
  objectId: 'o',
  subject: 's',
  issuer: 'i',
};
const id = 'i'.repeat(43);
const key = 'k'.repeat(43);

/** A browser with a session of the version before, which kept everything but the tokens in its cookie. */
async function former() {
  const clock = { now: 1_000_000_000 };
  const store = memoryTokenStore({ now: () => clock.now });
  const setting = {
    prefix: 'app',
    secure: false,
    secrets: ['s'.repeat(32)],
    registration: 'of the test',
    now: () => clock.now,
  };
  const jar = new Jar();
  const content = { id, key, user, startedAt: clock.now, seenAt: clock.now };
  await sealedCookie(setting, 'session', z.looseObject({})).write(jar, content, 28_800);
  await store.set(`session.${id}`, encrypt('the-tokens', key, id), 28_800);
  const sessions = createSessions(setting, store, lifetime);
  const pass = (seconds: number) => {
    clock.now += seconds * 1000;
  };
  return { sessions, store, jar, pass };
}

describe('a session of the version before', () => {
  it('lives on with its user and its tokens, under a cookie of today', async () => {
    const { sessions, jar } = await former();
    const session = await sessions.read(jar);
    expect(session).toMatchObject({ user, id });
    expect(session && (await sessions.tokensOf(session))).toBe('the-tokens');
    expect(jar.get('app.session')).toBe(`${id}.${key}`);
    expect(await sessions.read(jar)).toMatchObject({ user });
    expect(await sessions.list('o')).toMatchObject([{ id }]);
  });

  it('keeps newer tokens, if another request has updated it and renewed them', async () => {
    const { sessions, jar } = await former();
    const other = jar.copy();
    const session = await sessions.read(jar);
    if (session === undefined) throw new Error('The session is over.');
    await sessions.keepTokens(session, 'renewed');
    await sessions.read(other);
    expect(await sessions.tokensOf(session)).toBe('renewed');
  });

  it('ends as it would have: unused for an hour, or after eight', async () => {
    const inTime = await former();
    inTime.pass(3599);
    expect(await inTime.sessions.read(inTime.jar)).toMatchObject({ user });
    const unused = await former();
    unused.pass(3600);
    expect(await unused.sessions.read(unused.jar)).toBeUndefined();
    expect(unused.jar.names()).toEqual([]);
    const used = await former();
    for (let time = 0; time < 15; time += 1) {
      used.pass(1800);
      expect(await used.sessions.read(used.jar)).toBeDefined();
    }
    used.pass(1800);
    expect(await used.sessions.read(used.jar)).toBeUndefined();
  });

  it('is over when its tokens are gone from the store', async () => {
    const { sessions, store, jar } = await former();
    await store.delete(`session.${id}`);
    expect(await sessions.read(jar)).toBeUndefined();
    expect(jar.names()).toEqual([]);
  });

  it('ends at sign-out, before and after its update, for every copy of its cookie', async () => {
    const before = await former();
    const copy = before.jar.copy();
    await before.sessions.end(before.jar);
    expect(await before.store.get(`session.${id}`)).toBeUndefined();
    expect(await before.sessions.read(copy)).toBeUndefined();
    const after = await former();
    const sealed = after.jar.copy();
    await after.sessions.read(after.jar);
    await after.sessions.end(after.jar);
    expect(await after.sessions.read(sealed)).toBeUndefined();
    expect(await after.sessions.list('o')).toEqual([]);
  });

  it.each(['', 'x', `${id}.`, `.${key}`, `${id}.${key}x`, `${id}.${key}.x`, `x${id}.${key}`])(
    'is not made up by a cookie %j',
    async (value) => {
      const { sessions } = await former();
      const jar = new Jar([['app.session', value]]);
      expect(await sessions.read(jar)).toBeUndefined();
      expect(jar.names()).toEqual([]);
    },
  );
});
