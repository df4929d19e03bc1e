import { describe, expect, it } from 'vitest';
import {
  listNameOf,
  userSessions,
} from '../../../../../samples/web-app/sign-in/session/user-sessions.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';

function listed() {
  const clock = { now: 1_000_000 };
  const store = memoryTokenStore({ now: () => 0 });
  const setting = {
    prefix: 'app',
    secure: false,
    secrets: ['s'.repeat(32)],
    registration: 'of the test',
    now: () => clock.now,
  };
  const sessions = userSessions(setting, store, { idle: 3600, absolute: 7200 });
  const session = (id: string) => ({ id, startedAt: clock.now, seenAt: clock.now });
  const ids = async (user: string) => (await sessions.list(user)).map(({ id }) => id);
  return { clock, store, sessions, session, ids };
}

describe('the list of a user’s sessions', () => {
  it('has each once, in the order in which they began', async () => {
    const { sessions, session, ids } = listed();
    for (const id of ['a', 'b']) await sessions.add('alex', session(id));
    await sessions.add('robin', session('c'));
    await sessions.add('alex', { ...session('a'), userAgent: 'again' });
    expect(await ids('alex')).toEqual(['b', 'a']);
    expect((await sessions.list('alex'))[1]?.userAgent).toBe('again');
    expect(await ids('robin')).toEqual(['c']);
    expect(await ids('sam')).toEqual([]);
  });

  it('loses none of two that are added at the same time', async () => {
    const { sessions, session, ids } = listed();
    await Promise.all(['a', 'b', 'c'].map((id) => sessions.add('alex', session(id))));
    expect((await ids('alex')).sort()).toEqual(['a', 'b', 'c']);
  });

  it('forgets those that were not used for too long when another begins, so that living ones stay in it', async () => {
    const { clock, sessions, session, ids } = listed();
    await sessions.add('alex', session('used'));
    for (let number = 0; number < 19; number += 1)
      await sessions.add('alex', session(`unused ${number}`));
    clock.now += 3_600_000;
    await sessions.seen('alex', 'used', clock.now - 1);
    for (let number = 0; number < 19; number += 1)
      await sessions.add('alex', session(`new ${number}`));
    expect(await ids('alex')).toContain('used');
    expect(await ids('alex')).toHaveLength(20);
  });

  it('notes when one was used, and of no other', async () => {
    const { sessions, session } = listed();
    for (const id of ['a', 'b']) await sessions.add('alex', session(id));
    await sessions.seen('alex', 'a', 5);
    expect((await sessions.list('alex')).map(({ seenAt }) => seenAt)).toEqual([5, 1_000_000]);
  });

  it('forgets what is removed, and resolves to what was there', async () => {
    const { store, sessions, session, ids } = listed();
    for (const id of ['a', 'b']) await sessions.add('alex', session(id));
    expect(await sessions.remove('alex', 'a')).toHaveLength(2);
    expect(await ids('alex')).toEqual(['b']);
    expect(await sessions.endAll('alex')).toMatchObject([{ id: 'b' }]);
    // Not even an empty list is left in the store.
    expect(await store.get('user.alex')).toBeUndefined();
  });

  it('is found by a name that hides the user', () => {
    expect(listNameOf('t.object-1')).toMatch(/^[\w-]{43}$/);
    expect(listNameOf('t.object-1')).not.toBe(listNameOf('t.object-2'));
  });
});
