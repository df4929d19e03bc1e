import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { fileStore } from '../../src/practice-tenant/store/file-store.ts';
import { memoryStore } from '../../src/practice-tenant/store/memory-store.ts';
import { redisStore } from '../../src/practice-tenant/store/redis-store.ts';
import type { Store } from '../../src/practice-tenant/store/store.ts';
import { startRedis } from '../faults/redis-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'practice-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
/** A file of a test's own. */
export const freshFile = () => {
  files += 1;
  return join(folder, `${files}.jsonl`);
};

export const redis = await startRedis();
afterAll(() => redis.stop());

/** Each kind of store, empty. */
export const stores: Record<string, () => Promise<Store>> = {
  memory: async () => memoryStore(),
  file: () => fileStore(freshFile()),
  Redis: async () => {
    const store = await redisStore(redis.url);
    for (const [key] of await store.list('')) await store.delete(key);
    return store;
  },
};
