import { inTime } from './in-time.ts';
import { familyOf, scopeOf } from './key-parts.ts';
import type { RedisClient } from './redis-connection.ts';
import { run, scripts } from './redis-scripts.ts';

/** Before the key of each value. */
export const valuePrefix = 'practice-tenant:';
/** Says that every entry is in the index. */
const marker = 'practice-tenant-indexed';
const pageSize = 200;

/** Keys that start with the prefix, some at a time. Only one that names a family or a scope is quick. */
export async function* pagesOf(client: RedisClient, prefix: string): AsyncGenerator<string[]> {
  if (scopeOf(prefix) === '' && !prefix.includes('/')) {
    yield* scanned(client, prefix);
    return;
  }
  const families = prefix.includes('/')
    ? [familyOf(prefix)]
    : await inTime(client.hKeys(`practice-tenant-scope:${scopeOf(prefix)}`));
  for (const family of families) {
    const keys = await inTime(client.zRange(`practice-tenant-index:${family}`, 0, -1));
    const wanted = keys.filter((key) => key.startsWith(prefix));
    for (let start = 0; start < wanted.length; start += pageSize) {
      yield wanted.slice(start, start + pageSize);
    }
  }
}

/** Entries that an earlier version kept have no index yet. It's made once, at the first start. */
export async function indexOnce(client: RedisClient): Promise<void> {
  if ((await client.get(marker)) !== null) return;
  for await (const keys of scanned(client, '')) await run(client, scripts.index, keys);
  await client.set(marker, '1');
}

async function* scanned(client: RedisClient, prefix: string): AsyncGenerator<string[]> {
  const pattern = `${escaped(valuePrefix + prefix)}*`;
  for await (const keys of client.scanIterator({ MATCH: pattern, COUNT: pageSize })) {
    if (keys.length > 0) yield keys.map((key) => key.slice(valuePrefix.length));
  }
}

/** Characters that mean something in a pattern, taken as themselves. */
const escaped = (text: string): string => text.replace(/[\\*?[\]]/g, '\\$&');
