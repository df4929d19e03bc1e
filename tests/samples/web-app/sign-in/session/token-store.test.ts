import { stat } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { SignInError, type TokenStore } from '../../../../../samples/web-app/sign-in/index.ts';
import {
  guardedStore,
  withinSeconds,
} from '../../../../../samples/web-app/sign-in/session/token-store.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';

const never = () => new Promise<never>(() => {});
const silent: TokenStore = {
  get: never,
  set: never,
  delete: never,
  lock: never,
  ping: never,
  close: async () => {},
};
const requests: Record<string, (store: TokenStore) => Promise<unknown>> = {
  get: (store) => store.get('key'),
  set: (store) => store.set('key', 'value', 60),
  delete: (store) => store.delete('key'),
  ping: (store) => store.ping(),
};

describe('a guarded store', () => {
  it.each(Object.entries(requests))(
    'fault 4: gives up on %s after two seconds, not earlier and not later',
    async (_, request) => {
      // A real setImmediate: the last turn in which a response can still be read.
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const outcomes: unknown[] = [];
      void request(guardedStore(silent, 'app')).then(
        () => outcomes.push('done'),
        (error) => outcomes.push(error),
      );
      await vi.advanceTimersByTimeAsync(1_999);
      expect(outcomes).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      await nextTurn();
      expect(outcomes).toEqual([expect.objectContaining({ code: 'store_unavailable' })]);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it('leaves no timer when the store responds', async () => {
    vi.useFakeTimers();
    const store = guardedStore(memoryTokenStore(), 'app');
    for (const request of Object.values(requests)) await request(store);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(Object.entries(requests))('says why the store refused %s', async (name, request) => {
    const cause = new Error('READONLY');
    const failing = { ...silent, [name]: () => Promise.reject(cause) };
    const failed = await request(guardedStore(failing, 'app')).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(SignInError);
    expect(failed).toMatchObject({
      code: 'store_unavailable',
      cause,
      detail: expect.stringContaining('READONLY'),
    });
  });

  it('keeps what two apps store under one name apart, and passes on everything else', async () => {
    const shared = memoryTokenStore();
    const [one, other] = [guardedStore(shared, 'one'), guardedStore(shared, 'other')];
    expect(await one.set('key', 'a', 60, 'if-absent')).toBe(true);
    expect(await one.set('key', 'b', 60, 'if-absent')).toBe(false);
    expect(await other.set('key', 'c', 60, 'if-present')).toBe(false);
    expect([await one.get('key'), await other.get('key')]).toEqual(['a', undefined]);
    expect(await shared.get('one.key')).toBe('a');
    await other.delete('key');
    expect(await one.get('key')).toBe('a');
    await one.delete('key');
    expect(await one.get('key')).toBeUndefined();
    await one.set('key', 'a', 60);
    await one.close();
    expect(await shared.get('one.key')).toBeUndefined();
  });

  it('locks for one app, as long as the work takes', async () => {
    const locked: string[] = [];
    const store: TokenStore = {
      ...silent,
      lock(key, work) {
        locked.push(key);
        return work();
      },
    };
    expect(await guardedStore(store, 'app').lock('key', async () => 'done')).toBe('done');
    expect(locked).toEqual(['app.key']);
  });
});

it('takes a response that arrived in time, however busy this process was with something else', async () => {
  const slowly = (milliseconds: number) => {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
  };
  // Read by another thread: it's there long before this one has time for it.
  const answer = withinSeconds(0.05, stat(new URL(import.meta.url)));
  slowly(200);
  expect((await answer).isFile()).toBe(true);
});
