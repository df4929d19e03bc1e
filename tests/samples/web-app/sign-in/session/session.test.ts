import { describe, expect, test } from 'vitest';
import { createSessions } from '../../../../../samples/web-app/sign-in/session/session.ts';
import { userKey } from '../../../../../samples/web-app/sign-in/session/user-key.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { Jar } from '../protocol/in-process.ts';

const lifetime = { idle: 3600, absolute: 8 * 3600 };
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

/** Sessions over a store that never forgets on its own, and what was asked of it. */
function sessionsOf() {
  const clock = { now: 1_000_000_000 };
  const memory = memoryTokenStore({ now: () => 0 });
  const kept: { key: string; value: string; seconds: number }[] = [];
  const store: typeof memory = {
    ...memory,
    set(key, value, seconds, condition) {
      kept.push({ key, value, seconds });
      return memory.set(key, value, seconds, condition);
    },
  };
  const setting = {
    prefix: 'app',
    secure: false,
    secrets: ['s'.repeat(32)],
    registration: 'of the test',
    now: () => clock.now,
  };
  const sessions = createSessions(setting, store, lifetime);
  const start = async (jar = new Jar(), sid?: string) => {
    await sessions.start(jar, { user, tokenCache: 'the-tokens', sid });
    return jar;
  };
  const pass = (seconds: number) => {
    clock.now += seconds * 1000;
  };
  /** How many entries are left. */
  const left = async () => {
    const entries = await Promise.all([...new Set(kept.map(({ key }) => key))].map(memory.get));
    return entries.filter((entry) => entry !== undefined).length;
  };
  return { sessions, store, kept, left, start, pass };
}

describe('how long a session lives', () => {
  test('C4 its cookie ends after an hour unused, whatever the store remembers', async () => {
    const { sessions, start, pass } = sessionsOf();
    const jar = await start();
    expect(jar.seconds.get('app.session')).toBe(3600);
    const unused = await start();
    pass(3599);
    expect(await sessions.read(jar)).toBeDefined();
    pass(1);
    expect(await sessions.read(unused)).toBeUndefined();
    pass(3598);
    expect(await sessions.read(jar.copy())).toBeDefined();
    pass(3600);
    expect(await sessions.read(jar)).toBeUndefined();
  });

  test('C4 its cookie ends eight hours after sign-in, however much it is used', async () => {
    const { sessions, start, pass } = sessionsOf();
    const jar = await start();
    for (let used = 0; used < 15; used += 1) {
      pass(1800);
      expect(await sessions.read(jar)).toBeDefined();
    }
    pass(900);
    expect(await sessions.read(jar)).toBeDefined();
    expect(jar.seconds.get('app.session')).toBe(900);
    pass(900);
    expect(await sessions.read(jar)).toBeUndefined();
  });

  test('C4 the store is told the same end, also when tokens are renewed late', async () => {
    const { sessions, kept, start, pass } = sessionsOf();
    const jar = await start(new Jar(), 'sid');
    const told = (kind: string) =>
      kept.filter(({ key }) => key.startsWith(kind)).map(({ seconds }) => seconds);
    expect(told('signed-in.')).toEqual([28_800]);
    expect([...told('tokens.'), ...told('sid.'), ...told('user.')]).toEqual([
      28_800, 28_800, 28_800,
    ]);
    pass(1800);
    const session = await sessions.read(jar);
    if (session === undefined) throw new Error('The session is over.');
    await sessions.keepTokens(session, 'renewed');
    expect(told('tokens.').at(-1)).toBe(27_000);
    expect(told('signed-in.').at(-1)).toBe(27_000);
  });

  test('its cookie is written again once a minute, not with every request', async () => {
    const { sessions, start, pass } = sessionsOf();
    const jar = await start();
    jar.seconds.clear();
    pass(60);
    await sessions.read(jar);
    expect(jar.seconds.has('app.session')).toBe(false);
    pass(1);
    await sessions.read(jar);
    expect(jar.seconds.get('app.session')).toBe(3600);
  });
});

test('D10 its cookie is 87 characters long, whatever the identity provider sends', async () => {
  const { sessions } = sessionsOf();
  const long = '\u0001'.repeat(120);
  const longest = { ...user, name: long, username: long, subject: long, issuer: long };
  for (const each of [user, longest]) {
    const jar = new Jar();
    await sessions.start(jar, { user: each, tokenCache: 'x', sid: undefined });
    expect(jar.get('app.session')).toHaveLength(87);
    expect((await sessions.read(jar))?.user).toEqual(each);
  }
});

describe('the app’s secret and a session', () => {
  const opened = async (before: string[], after: string[], registration = 'one') => {
    const store = memoryTokenStore();
    const setting = { prefix: 'app', secure: false, now: Date.now };
    const of = (secrets: string[], name: string) =>
      createSessions({ ...setting, secrets, registration: name }, store, lifetime);
    const jar = new Jar();
    await of(before, 'one').start(jar, { user, tokenCache: 'x', sid: undefined });
    return (await of(after, registration).read(jar)) !== undefined;
  };
  const [first, second] = ['1'.repeat(32), '2'.repeat(32)];

  test('fault 13: a new secret with the old one after it ends no session; a new one alone ends all', async () => {
    expect(await opened([first], [second, first])).toBe(true);
    expect(await opened([first], [second])).toBe(false);
    expect(await opened([first, second], [first])).toBe(true);
    expect(await opened([first, second], [second])).toBe(false);
  });

  test('C5 another registration with the same secret and the same store opens none', async () => {
    expect(await opened([first], [first], 'two')).toBe(false);
  });
});

describe('what the store sees of a session', () => {
  test('neither tokens nor the identity provider’s name for it', async () => {
    const { sessions, kept, start } = sessionsOf();
    const jar = await start(new Jar(), 'name-of-the-provider');
    const session = await sessions.read(jar);
    if (session === undefined) throw new Error('The session is over.');
    await sessions.keepTokens(session, 'the-tokens-renewed');
    const seen = kept
      .map(({ key, value }) => `${key} ${value} ${Buffer.from(value, 'base64url')}`)
      .join('\n');
    for (const hidden of ['the-tokens', 'name-of-the-provider', session.key, 'Alex'])
      expect(seen).not.toContain(hidden);
  });

  test('C2 another id and another key at every sign-in', async () => {
    const { sessions, start } = sessionsOf();
    const both = await Promise.all([sessions.read(await start()), sessions.read(await start())]);
    expect(new Set(both.map((session) => session?.id)).size).toBe(2);
    expect(new Set(both.map((session) => session?.key)).size).toBe(2);
  });

  test('C2 the session before is over when the identity provider names its own again, also without its cookie', async () => {
    const { sessions, start } = sessionsOf();
    const [before, now] = [await start(new Jar(), 'sid'), await start(new Jar(), 'sid')];
    const other = await start(new Jar(), 'another');
    expect(await sessions.read(before)).toBeUndefined();
    expect(await sessions.read(now)).toBeDefined();
    expect(await sessions.read(other)).toBeDefined();
  });

  test('L3 of two sign-ins that finish at the same time one stays, and the identity provider’s sign-out ends it', async () => {
    const { sessions, left, start } = sessionsOf();
    const jars = await Promise.all([start(new Jar(), 'sid'), start(new Jar(), 'sid')]);
    // One session, its tokens, its name, and its user's list.
    expect(await left()).toBe(4);
    await sessions.endBySid('sid');
    for (const jar of jars) expect(await sessions.read(jar)).toBeUndefined();
    expect(await left()).toBe(0);
  });

  test('L3 a sign-in that finishes during the identity provider’s sign-out keeps its name', async () => {
    const { sessions, start } = sessionsOf();
    await start(new Jar(), 'sid');
    const [jar] = await Promise.all([start(new Jar(), 'sid'), sessions.endBySid('sid')]);
    await sessions.endBySid('sid');
    expect(await sessions.read(jar)).toBeUndefined();
  });

  test('L3 the name of a session that has ended is forgotten', async () => {
    const { sessions, left, start } = sessionsOf();
    const jar = await start(new Jar(), 'sid');
    await sessions.endBySid('sid');
    expect(await left()).toBe(0);
    expect(await sessions.read(jar)).toBeUndefined();
    expect(jar.names()).toEqual([]);
    const again = await start(new Jar(), undefined);
    await sessions.endBySid('sid');
    expect(await sessions.read(again)).toBeDefined();
  });
});

describe('what is left in the store', () => {
  test('nothing of a session that has ended', async () => {
    const { sessions, left, start } = sessionsOf();
    const jar = await start();
    await sessions.end(jar);
    expect(await left()).toBe(0);
    expect(jar.names()).toEqual([]);
  });

  test('C8 only when all sessions of a user were ended, with nothing of the sessions', async () => {
    const { sessions, left, start } = sessionsOf();
    await Promise.all([start(), start()]);
    await sessions.endAll(userKey(user));
    expect(await left()).toBe(1);
  });

  test('C2 nothing of the session before in the same browser', async () => {
    const { sessions, left, start } = sessionsOf();
    const jar = await start();
    const before = jar.copy();
    await start(jar);
    // One session, its tokens, and its user’s list.
    expect(await left()).toBe(3);
    expect(await sessions.read(before)).toBeUndefined();
    expect(await sessions.read(jar)).toBeDefined();
  });

  test('C7 both of two sign-ins of one user that finish at the same time are listed', async () => {
    const { sessions, start } = sessionsOf();
    await Promise.all([start(), start(), start()]);
    expect(await sessions.list(userKey(user))).toHaveLength(3);
  });
});

test('C3 a request that is on its way does not bring a session back that ends meanwhile', async () => {
  const { sessions, start, pass, store } = sessionsOf();
  const jar = await start();
  const other = jar.copy();
  pass(61);
  const get = store.get;
  store.get = async (key) => {
    const value = await get(key);
    if (key.startsWith('ended.')) {
      store.get = get;
      await sessions.end(other);
    }
    return value;
  };
  await sessions.read(jar);
  expect(await sessions.read(jar.copy())).toBeUndefined();
});

test('C3 sign-out ends the session also when another page has planted a cookie of the same name', async () => {
  const { sessions, start } = sessionsOf();
  const jar = await start();
  const good = jar.get('app.session') ?? '';
  const planted = new Jar();
  planted.all = () => ['x', good, `${good}x`];
  await sessions.end(planted);
  expect(planted.seconds.get('app.session')).toBe(0);
  expect(await sessions.read(jar)).toBeUndefined();
});

test('C5 a cookie with another key, or with the ID of another session, opens nothing', async () => {
  const { sessions, start } = sessionsOf();
  const [one, two] = await Promise.all([start(), start()]);
  const [id, key] = (one.get('app.session') ?? '').split('.');
  const [otherId, otherKey] = (two.get('app.session') ?? '').split('.');
  const open = (value: string) => sessions.read(new Jar([['app.session', value]]));
  expect(await open(`${id}.${key}`)).toBeDefined();
  for (const wrong of [
    `${id}.${otherKey}`,
    `${otherId}.${key}`,
    `${id}.`,
    `${id}`,
    `${id}.${key}x`,
    `x${id}.${key}`,
    `${id}.${key}.x`,
    '',
    'x',
    `.${key}`,
    `${key}.${id}`,
  ])
    expect(await open(wrong)).toBeUndefined();
  expect(await sessions.read(one)).toBeDefined();
});

test('C3 work that waited for its turn sees what happened meanwhile', async () => {
  const { sessions, start } = sessionsOf();
  const jar = await start();
  const session = await sessions.read(jar);
  if (session === undefined) throw new Error('The session is over.');
  const seen: unknown[] = [];
  const note = async (tokenCache: string | undefined) => void seen.push(tokenCache);
  await Promise.all([
    sessions.alone(session, async (tokenCache) => {
      await note(tokenCache);
      await sessions.keepTokens(session, 'renewed');
    }),
    sessions.alone(session, async (tokenCache) => {
      await note(tokenCache);
      await sessions.end(jar);
    }),
    sessions.alone(session, note),
  ]);
  expect(seen).toEqual(['the-tokens', 'renewed', undefined]);
});
