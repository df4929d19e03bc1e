import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { fileStore } from '../../src/practice-tenant/store/file-store.ts';
import { memoryStore } from '../../src/practice-tenant/store/memory-store.ts';
import { redisStore } from '../../src/practice-tenant/store/redis-store.ts';
import type { Store } from '../../src/practice-tenant/store/store.ts';
import { startRedis } from '../faults/redis-process.ts';

/** Each kind of store, empty whenever it's opened. What they need ends with the tests of the file. */
export async function everyStore() {
  const folder = mkdtempSync(join(tmpdir(), 'practice-store-'));
  const redis = await startRedis();
  afterAll(async () => {
    await redis.stop();
    rmSync(folder, { recursive: true });
  });
  let files = 0;
  const freshFile = () => {
    files += 1;
    return join(folder, `${files}.jsonl`);
  };
  const stores: Record<string, () => Promise<Store>> = {
    memory: async () => memoryStore(),
    file: () => fileStore(freshFile()),
    Redis: async () => {
      const store = await redisStore(redis.url);
      for (const [key] of await store.list('')) await store.delete(key);
      return store;
    },
  };
  return { stores, freshFile };
}
