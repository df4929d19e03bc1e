import { afterEach, describe, expect, test } from 'vitest';
import { limitsOfVisitor, type ScopeLimits } from '../../src/practice-tenant/store/scope-limits.ts';
import { scopedStore } from '../../src/practice-tenant/store/scoped-store.ts';
import type { Store } from '../../src/practice-tenant/store/store.ts';
import { StoreFull } from '../../src/practice-tenant/store/store-full.ts';
import { everyStore } from './every-store.ts';

const { stores } = await everyStore();

const few: ScopeLimits = {
  of: (family) => ({
    staying: {
      ofFamily: family === 'user/' ? 3 : 4,
      inAll: 6,
      bytesInAll: family === 'deleted/' ? 700 : 500,
    },
    passing: { most: 5, mostBytes: 1_000 },
  }),
};

const opened: Store[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});

describe.each(Object.entries(stores))('a scope of the %s store', (_, open) => {
  const scopes = async (limits: ScopeLimits = few) => {
    const store = await open();
    opened.push(store);
    const scope = (name: string) => scopedStore(store, name, limits);
    return { store, mine: scope('a1b2'), other: scope('c3d4') };
  };
  const keysOf = async (store: Store, prefix = '') =>
    (await store.list(prefix)).map(([key]) => key).toSorted();

  test('is a store of its own', async () => {
    const { store, mine, other } = await scopes();
    await mine.set('user/a', 'mine');
    await other.set('user/a', 'other');
    await store.set('user/a', 'of everybody');
    expect(await mine.add('user/a', 'second')).toBe('mine');
    expect(await mine.list('user/')).toEqual([['user/a', 'mine']]);
    expect(await store.get('a1b2:user/a')).toBe('mine');
    await mine.delete('user/a');
    expect(await mine.get('user/a')).toBeUndefined();
    await other.clear('');
    expect(await keysOf(store)).toEqual(['user/a']);
    await mine.close();
    expect(await store.get('user/a')).toBe('of everybody');
  });

  test('has lines of its own', async () => {
    const { mine, other } = await scopes();
    const line = { name: 'grant/loop', most: 2 };
    await other.set('token/1', 1, 60, line);
    for (const key of ['token/1', 'token/2', 'token/3']) await mine.set(key, key, 60, line);
    expect(await keysOf(mine)).toEqual(['token/2', 'token/3']);
    expect(await keysOf(other)).toEqual(['token/1']);
  });

  test('refuses what stays beyond the number of its kind, says so, and keeps what it has', async () => {
    const { store, mine, other } = await scopes();
    for (const key of ['user/a', 'user/b', 'user/c']) await mine.set(key, 1);
    const refusal = mine.set('user/d', 1);
    await expect(refusal).rejects.toThrow(StoreFull);
    await expect(refusal).rejects.toThrow(
      'Your practice tenants can keep at most 3 users: remove one that you no longer need, or reset the tenant.',
    );
    await expect(mine.add('user/d', 1)).rejects.toThrow(StoreFull);
    expect(await keysOf(store)).toEqual(['a1b2:user/a', 'a1b2:user/b', 'a1b2:user/c']);
    await mine.set('user/a', 2);
    expect(await mine.add('user/a', 3)).toBe(2);
    await mine.set('group/a', 1);
    await other.set('user/d', 1);
    await mine.delete('user/a');
    await mine.set('user/d', 1);
    expect(await keysOf(mine, 'user/')).toEqual(['user/b', 'user/c', 'user/d']);
  });

  test('refuses what stays beyond the number in all', async () => {
    const { mine } = await scopes();
    for (const key of ['user/a', 'user/b', 'user/c']) await mine.set(key, 1);
    for (const key of ['group/a', 'group/b', 'clock']) await mine.set(key, 1);
    await expect(mine.set('group/c', 1)).rejects.toThrow('at most 6 entries in all');
    await mine.set('group/a', 2);
    await mine.set('log/a', 1, 60);
    await mine.clear('');
    await mine.set('group/c', 1);
  });

  test('refuses what stays beyond the bytes in all, and counts them again when they are less', async () => {
    const { mine } = await scopes();
    await mine.set('user/a', 'x'.repeat(298));
    await mine.set('group/a', 'é'.repeat(99));
    await expect(mine.set('user/b', 1)).rejects.toThrow('at most 500 bytes in all');
    await mine.set('user/a', 'y'.repeat(298));
    await mine.set('user/a', 'x'.repeat(297));
    await mine.set('user/b', 1);
    await mine.set('user/a', 'expires', 60);
    await mine.set('user/c', 'x'.repeat(290));
    await mine.delete('user/c');
    await mine.set('group/b', 'x'.repeat(290));
    await mine.set('deleted/a', 'x'.repeat(190));
    await mine.set('group/b', 'x'.repeat(289));
    await expect(mine.set('group/b', 'x'.repeat(290))).rejects.toThrow(StoreFull);
  });

  test('what expires makes room for the newest of its family, and of no other', async () => {
    const { mine, other } = await scopes();
    await other.set('oidc/z', 1, 60);
    await mine.set('oidc/stays', 1);
    await mine.set('log/z', 1, 60);
    for (const turn of [1, 2, 3, 4, 5]) await mine.set(`oidc/${turn}`, turn, 6_000);
    await mine.set('oidc/1', 'written again', 6_000);
    await mine.set('oidc/6', 'soon over', 60);
    await mine.set('oidc/7', 7, 6_000);
    expect(await keysOf(mine)).toEqual(
      ['oidc/stays', 'log/z', 'oidc/1', 'oidc/4', 'oidc/5', 'oidc/6', 'oidc/7'].toSorted(),
    );
    expect(await keysOf(other)).toEqual(['oidc/z']);
  });

  test('what expires makes room for bytes too', async () => {
    const { mine } = await scopes();
    for (const key of ['oidc/a', 'oidc/b', 'oidc/c']) await mine.set(key, 'x'.repeat(298), 60);
    await mine.delete('oidc/b');
    await mine.set('oidc/d', 'x'.repeat(398), 60);
    expect(await keysOf(mine)).toEqual(['oidc/a', 'oidc/c', 'oidc/d']);
    await mine.set('oidc/e', 1, 60);
    expect(await keysOf(mine)).toEqual(['oidc/c', 'oidc/d', 'oidc/e']);
    await mine.set('oidc/f', 'x'.repeat(5_000), 60);
    expect(await keysOf(mine)).toEqual(['oidc/f']);
  });

  test('a line gives up its own entries before others make room', async () => {
    const { mine } = await scopes();
    await mine.set('oidc/session', 1, 60);
    const line = { name: 'grant', most: 3 };
    for (let turn = 0; turn < 20; turn += 1) await mine.set(`oidc/${turn}`, 1, 60, line);
    expect(await keysOf(mine)).toEqual(['oidc/17', 'oidc/18', 'oidc/19', 'oidc/session']);
  });

  test('refuses a value that is too big', async () => {
    const { mine } = await scopes();
    await expect(mine.set('oidc/big', 'x'.repeat(64_000), 60)).rejects.toThrow(
      'at most 64,000 bytes in one entry',
    );
    await expect(mine.add('oidc/big', 'x'.repeat(64_000))).rejects.toThrow(StoreFull);
    expect(await keysOf(mine)).toEqual([]);
  });

  test('holds a visitor to 500 entries of the sign-in log', async () => {
    const { mine } = await scopes(limitsOfVisitor);
    for (let turn = 0; turn < 510; turn += 1) await mine.set(`log/${turn}`, turn, 60);
    expect(await mine.list('log/')).toHaveLength(500);
  });

  test('lets a visitor who has no room left delete registrations', async () => {
    const { mine } = await scopes(limitsOfVisitor);
    const families = ['user', 'registration', 'group', 'consent', 'fault', 'service-principal'];
    let full = '';
    for (const family of families) {
      for (let turn = 0; turn < 301; turn += 1) {
        await mine.set(`${family}/${turn}`, 1).catch((error: unknown) => {
          full = String(error);
        });
      }
    }
    expect(full).toContain('at most 600 entries in all');
    await expect(mine.set('setting/a', 1)).rejects.toThrow(StoreFull);
    await mine.set('deleted/1', 1);
    await mine.delete('registration/1');
    await mine.delete('consent/1');
    await mine.set('registration/a', 1);
  });
});
