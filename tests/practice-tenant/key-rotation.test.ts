import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  openSigningKeys,
  type SigningKeys,
} from '../../src/practice-tenant/provider/signing-keys.ts';
import { fileStore } from '../../src/practice-tenant/store/file-store.ts';
import { memoryStore } from '../../src/practice-tenant/store/memory-store.ts';
import { redisStore } from '../../src/practice-tenant/store/redis-store.ts';
import type { Store } from '../../src/practice-tenant/store/store.ts';
import { startRedis } from '../faults/redis-process.ts';

const redis = await startRedis();
const folder = await mkdtemp(join(tmpdir(), 'practice-keys-'));
const opened: Store[] = [];
afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
  await redis.stop();
  await rm(folder, { recursive: true });
});

const kidsOf = async (keys: SigningKeys) =>
  (await keys.published()).map(({ public: { kid } }) => kid);
const currentOf = async (keys: SigningKeys) => (await keys.current()).public.kid;

describe.each([
  ['memory', async () => memoryStore()],
  ['a file', () => fileStore(join(folder, 'state.jsonl'))],
  ['Redis', () => redisStore(redis.url)],
])('two instances that share %s', (_, open: () => Promise<Store>) => {
  test('agree on the keys, and on which one signs', async () => {
    const store = await open();
    opened.push(store);
    let now = Date.UTC(2026, 0, 1);
    const [one, other] = [0, 1].map(() => openSigningKeys(store, 'entra-id', () => now));
    if (one === undefined || other === undefined) throw new Error('There are two.');
    const both = await Promise.all([kidsOf(one), kidsOf(other)]);
    expect(both[0]).toEqual(both[1]);
    const [first, second] = both[0];

    await Promise.all([one.rotate(), other.rotate()]);
    expect(await currentOf(one)).toBe(second);
    expect(await currentOf(other)).toBe(second);
    expect((await kidsOf(one)).at(-1)).toBe(first);
    expect(await kidsOf(other)).toEqual(await kidsOf(one));

    now += 86_399_999;
    expect(await kidsOf(other)).toContain(first);
    now += 1;
    expect(await kidsOf(other)).not.toContain(first);
    await other.rotate();
    const kept = await store.list('key/entra-id/signing/');
    expect(kept.map(([key]) => key).sort()).toEqual([
      'key/entra-id/signing/2',
      'key/entra-id/signing/3',
    ]);
  });

  test('have other keys for every tenant', async () => {
    const store = await open();
    opened.push(store);
    const kids = ['b2c', 'external-id'].map((type) => kidsOf(openSigningKeys(store, type)));
    expect(new Set((await Promise.all(kids)).flat()).size).toBe(4);
  });
});
