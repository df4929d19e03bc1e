import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TokenStore } from '../../../../../samples/web-app/sign-in/index.ts';
import { guardedStore } from '../../../../../samples/web-app/sign-in/session/token-store.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { redisTokenStore } from '../../../../../samples/web-app/sign-in/stores/redis-token-store.ts';
import { type RedisProcess, startRedis } from '../../../../faults/redis-process.ts';

let redis: RedisProcess;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis?.stop());

/** A client of Redis beside the store: a lost connection must not end the test run. */
const connectedClient = () =>
  createClient({ url: redis.url })
    .on('error', () => {})
    .connect();

const stores: [name: string, create: () => TokenStore][] = [
  ['memory', () => memoryTokenStore()],
  ['Redis', () => redisTokenStore(redis.url)],
];

describe.each(stores)('the contract of a token store: %s', (_, create) => {
  let store: TokenStore;
  beforeAll(() => {
    store = create();
  });
  afterAll(() => store.close());

  test('gives back what it got, until it is deleted', async () => {
    expect(await store.get('a')).toBeUndefined();
    expect(await store.set('a', 'one', 60)).toBe(true);
    expect(await store.get('a')).toBe('one');
    expect(await store.set('a', 'two', 60)).toBe(true);
    expect(await store.get('a')).toBe('two');
    await store.delete('a');
    await store.delete('a');
    expect(await store.get('a')).toBeUndefined();
  });

  test('writes only what is absent, once, however many try', async () => {
    const tries = Array.from({ length: 20 }, (_each, number) =>
      store.set('once', String(number), 60, 'if-absent'),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
  });

  test('does not bring back what was deleted', async () => {
    await store.set('gone', 'x', 60);
    await store.delete('gone');
    expect(await store.set('gone', 'y', 60, 'if-present')).toBe(false);
    expect(await store.get('gone')).toBeUndefined();
  });

  test('writes what is there only if it is asked to, and counts a part of a second as a whole', async () => {
    await store.set('there', 'old', 60);
    expect(await store.set('there', 'no', 60, 'if-absent')).toBe(false);
    expect(await store.get('there')).toBe('old');
    expect(await store.set('there', 'new', 0.9, 'if-present')).toBe(true);
    expect(await store.get('there')).toBe('new');
  });

  test.each([0, -0.5, -60])('takes a time of %s seconds, which is over', async (seconds) => {
    expect(await store.set('over', 'x', seconds)).toBe(true);
  });

  test('lets one work at a time for a key, and others for other keys', async () => {
    const seen: string[] = [];
    const work = (key: string, name: string) =>
      store.lock(key, async () => {
        seen.push(`${name} begins`);
        await store.get('anything');
        seen.push(`${name} ends`);
        return name;
      });
    const names = await Promise.all([work('k', 'a'), work('k', 'b'), work('k', 'c')]);
    expect(names.sort()).toEqual(['a', 'b', 'c']);
    for (let at = 0; at < seen.length; at += 2)
      expect(seen[at + 1]).toBe(seen[at]?.replace('begins', 'ends'));
    await store.lock('k', () => work('other', 'inner'));
  });

  test('lets work that comes later wait for work that came while another held the lock', async () => {
    const begun: string[] = [];
    const end = Promise.withResolvers<void>();
    const work = (name: string) =>
      store.lock('queue', async () => {
        begun.push(name);
        await end.promise;
      });
    const first = store.lock('queue', async () => {});
    const second = work('second');
    await first;
    const third = work('third');
    await store.ping();
    expect(begun.length).toBeLessThan(2);
    end.resolve();
    await Promise.all([second, third]);
    expect(begun.toSorted()).toEqual(['second', 'third']);
  });

  test('a failed work frees its key and shows its own error', async () => {
    await expect(store.lock('f', () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    expect(await store.lock('f', async () => 'free')).toBe('free');
  });

  test('answers a ping', async () => {
    await store.ping();
  });
});

describe('the memory store', () => {
  test('forgets what is over', async () => {
    let time = 0;
    const store = memoryTokenStore({ now: () => time });
    await store.set('a', 'x', 10);
    time = 9_999;
    expect(await store.get('a')).toBe('x');
    time = 10_000;
    expect(await store.get('a')).toBeUndefined();
  });

  test('stays within its size, and drops what would end soonest', async () => {
    const store = memoryTokenStore({ maximum: 100 });
    await store.set('session', 'x', 8 * 3600);
    for (let number = 0; number < 1000; number += 1) await store.set(`spent.${number}`, '1', 600);
    expect(await store.get('session')).toBe('x');
    expect(await store.get('spent.0')).toBeUndefined();
    expect(await store.get('spent.999')).toBe('1');
  });
});

test('the memory store holds as many bytes as it was told, and counts what is replaced and deleted', async () => {
  const store = memoryTokenStore({ maximumBytes: 1_000 });
  const value = 'x'.repeat(99);
  for (let round = 0; round < 50; round += 1) {
    await store.set('a', value, 100);
    await store.set('b', value, 100);
    await store.delete('b');
  }
  for (let number = 0; number < 9; number += 1) await store.set(String(number), value, 10 + number);
  // 'a' and nine others make 1,000 bytes: there was room for each.
  for (const key of ['a', '0', '8']) expect(await store.get(key)).toBe(value);
  await store.set('9', value, 100);
  expect(await store.get('0')).toBeUndefined();
  expect(await store.get('a')).toBe(value);
  expect(await store.get('9')).toBe(value);
});

test('the memory store holds forty thousand entries, unless it is told otherwise', async () => {
  const store = memoryTokenStore();
  for (let number = 0; number <= 40_000; number += 1) await store.set(`${number}`, 'x', 60);
  expect(await store.get('0')).toBeUndefined();
  expect(await store.get('40000')).toBe('x');
});

test('the memory store holds 170 MB, unless it is told otherwise', async () => {
  const store = memoryTokenStore();
  const tenMegabytes = 'x'.repeat(10_000_000);
  for (let number = 1; number <= 17; number += 1) await store.set(`${number}`, tenMegabytes, 60);
  expect(await store.get('1')).toBe(tenMegabytes);
  await store.set('18', tenMegabytes, 60);
  expect(await store.get('1')).toBeUndefined();
  expect(await store.get('18')).toBe(tenMegabytes);
});

test('the memory store has room until the last byte, and holds nothing once it is closed', async () => {
  const store = memoryTokenStore({ maximumBytes: 10 });
  for (const round of ['before', 'after']) {
    await store.set('a', '8 bytes.', 60);
    await store.set('b', '1', 60);
    expect(await store.get('a'), round).toBe('8 bytes.');
    await store.close();
    expect(await store.get('a'), round).toBeUndefined();
  }
});

test('the memory store forgets a lock that is free again', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc');
  const store = memoryTokenStore();
  const lock = async () => {
    const result = { made: 'under the lock' };
    await store.lock('k', async () => result);
    return new WeakRef(result);
  };
  const reference = await lock();
  // What a WeakRef names stays until the current turn is over.
  await new Promise(setImmediate);
  collectGarbage();
  expect(reference.deref()).toBeUndefined();
});

test('fault 1: a Redis that is not there is told of, and fails as our own error', async () => {
  const told: Error[] = [];
  const store = redisTokenStore('redis://127.0.0.1:1', (error) => told.push(error));
  const guarded = guardedStore(store, 'app');
  const unavailable = { code: 'store_unavailable', status: 503, cause: expect.any(Error) };
  for (const asked of [
    guarded.lock('k', async () => {}),
    guarded.get('k'),
    guarded.set('k', 'v', 1),
    guarded.delete('k'),
    guarded.ping(),
  ])
    await expect(asked).rejects.toMatchObject(unavailable);
  expect(told.length).toBeGreaterThan(0);
  await store.close();
});

test('several apps may share a store: each keeps to its own names', async () => {
  vi.useFakeTimers();
  const shared = memoryTokenStore();
  const [one, two] = [guardedStore(shared, 'one'), guardedStore(shared, 'two')];
  await one.set('k', 'v', 60);
  expect(await two.get('k')).toBeUndefined();
  expect(await shared.get('one.k')).toBe('v');
  await two.delete('k');
  expect(await one.get('k')).toBe('v');
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the Redis store on two instances', () => {
  test('a lock waits, like everything else, until the store is connected', async () => {
    const store = redisTokenStore(redis.url);
    expect(await store.lock('at-once', async () => 'mine')).toBe('mine');
    await store.close();
  });

  test('a lock whose holder dies ends automatically', async () => {
    const store = redisTokenStore(redis.url);
    const client = await connectedClient();
    const milliseconds = await store.lock('mortal', () => client.pTTL('mortal.lock'));
    expect(milliseconds).toBeGreaterThan(0);
    expect(milliseconds).toBeLessThanOrEqual(15_000);
    client.destroy();
    await store.close();
  });

  test('a lock that has passed to another holder is not taken away', async () => {
    const store = redisTokenStore(redis.url);
    const client = await connectedClient();
    await store.lock('passed-on', () => client.set('passed-on.lock', 'another holder'));
    expect(await client.get('passed-on.lock')).toBe('another holder');
    client.destroy();
    await store.close();
  });

  test('a lock that a slow Redis sets too late is held by no one', async () => {
    const store = redisTokenStore(redis.url);
    await store.ping();
    redis.freeze();
    const tooLate = { code: 'store_unavailable', detail: expect.stringContaining('in time') };
    await expect(store.lock('late', async () => {})).rejects.toMatchObject(tooLate);
    redis.thaw();
    // Redis answers one connection's commands in their order: after this, it has set the lock.
    await store.ping();
    const client = await connectedClient();
    expect(await client.get('late.lock')).toBeNull();
    client.destroy();
    await store.close();
  });

  test('who waits for a lock gives up after ten seconds, however long each answer took', async () => {
    const store = redisTokenStore(redis.url);
    const client = await connectedClient();
    await client.set('busy.lock', 'another holder');
    await store.ping();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(5_000);
    const refused = expect(store.lock('busy', async () => {})).rejects.toMatchObject({
      code: 'store_unavailable',
      detail: expect.stringContaining('stays locked'),
    });
    await expect.poll(() => clock.mock.calls.length).toBeGreaterThan(2);
    clock.mockReturnValue(15_000);
    await refused;
    clock.mockRestore();
    client.destroy();
    await store.close();
  });

  test('an entry ends in Redis when its time is over', async () => {
    const store = redisTokenStore(redis.url);
    const client = await connectedClient();
    await store.set('ends', 'x', 60);
    const seconds = await client.ttl('ends');
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    client.destroy();
    await store.close();
  });

  test('a lock holds across them', async () => {
    const [first, second] = [redisTokenStore(redis.url), redisTokenStore(redis.url)];
    await Promise.all([first.ping(), second.ping()]);
    let inside = 0;
    let most = 0;
    const work = async (store: TokenStore) => {
      inside += 1;
      most = Math.max(most, inside);
      await store.ping();
      inside -= 1;
    };
    const tries = [first, second, first, second].map((each) => each.lock('both', () => work(each)));
    await Promise.all(tries);
    expect(most).toBe(1);
    await Promise.all([first.close(), second.close()]);
  });
});

test('what a Redis server sends is one short line in the log', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () =>
      socket.write(`-ERR x\u001b[2J\u2028forged ${'y '.repeat(5_000)}\r\n`),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const told = Promise.withResolvers<Error>();
  const store = redisTokenStore(`redis://user:secret@127.0.0.1:${port}`, told.resolve);
  const { message, cause } = await told.promise;
  await store.close();
  server.close();
  expect(message).toMatch(/^ERR x \[2J forged [y ]+…$/);
  expect(cause).toMatchObject({ message: expect.stringContaining('\u2028') });
});
