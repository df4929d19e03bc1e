import { describe, expect, it } from 'vitest';
import type { TokenStore } from '../../../../../samples/web-app/sign-in/index.ts';
import { createSessions } from '../../../../../samples/web-app/sign-in/session/session.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { Jar } from '../protocol/in-process.ts';

const user = {
  name: 'Alex Rivera',
  username: 'alex@contoso.com',
  tenantId: 't',
  objectId: 'o',
  subject: 's',
  issuer: 'i',
  roles: [],
  groups: [],
};
const name = 'app.session';

function sessionsOver(change: (memory: TokenStore) => Partial<TokenStore> = () => ({})) {
  const clock = { now: 1_000_000_000 };
  const memory = memoryTokenStore({ now: () => clock.now });
  const keys = new Set<string>();
  const store: TokenStore = {
    ...memory,
    set(key, ...rest) {
      keys.add(key);
      return memory.set(key, ...rest);
    },
    ...change(memory),
  };
  const setting = {
    prefix: 'app',
    secure: false,
    secrets: ['s'.repeat(32)],
    registration: 'of the test',
    now: () => clock.now,
  };
  const sessions = createSessions(setting, store, { idle: 3600, absolute: 28_800 });
  const start = async (sid?: string) => {
    const jar = new Jar();
    await sessions.start(jar, { user, tokenCache: 'tokens', sid, authenticatedAt: undefined });
    return jar;
  };
  const left = async () => {
    const entries = await Promise.all([...keys].map(async (key) => [key, await memory.get(key)]));
    return entries.filter(([, entry]) => entry !== undefined).map(([key]) => key);
  };
  return { clock, sessions, start, left };
}

describe('the cookie of a session', () => {
  it('counts as a whole: with anything before or after it, it is none', async () => {
    const { sessions, start } = sessionsOver();
    const value = (await start()).get(name) ?? '';
    for (const changed of [`x${value}`, `${value}x`, `${value}.x`, ` ${value}`, value.slice(1)])
      expect(await sessions.read(new Jar([[name, changed]])), changed).toBeUndefined();
    expect(await sessions.read(new Jar([[name, value]]))).toMatchObject({ user });
  });

  it('isn’t cleared in a browser that has none', async () => {
    const { sessions } = sessionsOver();
    const jar = new Jar();
    await sessions.end(jar);
    await sessions.read(jar);
    expect(jar.seconds.size).toBe(0);
  });
});

describe('the end of a session', () => {
  it('leaves nothing in the store', async () => {
    const { sessions, start, left } = sessionsOver();
    const jar = await start();
    expect((await left()).length).toBeGreaterThan(0);
    await sessions.end(jar);
    expect(await left()).toEqual([]);
  });

  it('is final, even if another request of this browser notes its use at that moment', async () => {
    const { clock, sessions, start } = sessionsOver((memory) => ({
      async set(key, value, seconds, condition) {
        // The sign-out comes between reading the session and writing it.
        if (condition === 'if-present' || clock.now > 1_000_000_000) await memory.delete(key);
        return memory.set(key, value, seconds, condition);
      },
    }));
    const jar = await start();
    clock.now += 61_000;
    await sessions.read(jar);
    expect(await sessions.read(jar)).toBeUndefined();
  });
});

it('the identity provider’s name for a session is stored as a hash that every store can keep', async () => {
  const { start, left } = sessionsOver();
  await start('name');
  expect(await left()).toContainEqual(expect.stringMatching(/^sid\.[\w-]{43}$/));
});
