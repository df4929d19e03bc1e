import { connectedToRedis } from './redis-connection.ts';
import type { Store } from './store.ts';

const prefix = 'practice-tenant:';
const pageSize = 200;

/**
 * For several instances that share one practice tenant. Keys, accounts and sessions then belong to all
 * of them; certificates stay with each machine.
 * @throws PracticeTenantConfigurationError when Redis doesn't respond at the start
 */
export async function redisStore(url: string): Promise<Store> {
  const client = await connectedToRedis(url);
  return {
    get: async (key) => parsed(await client.get(prefix + key)),
    set: async (key, value, secondsToLive) => {
      const text = JSON.stringify(value);
      if (secondsToLive === undefined) await client.set(prefix + key, text);
      else await client.set(prefix + key, text, { EX: Math.max(1, Math.ceil(secondsToLive)) });
    },
    add: async (key, value) => {
      await client.set(prefix + key, JSON.stringify(value), { NX: true });
      return parsed(await client.get(prefix + key));
    },
    delete: async (key) => {
      await client.del(prefix + key);
    },
    list: async (wanted) => {
      const found: (readonly [string, unknown])[] = [];
      const pattern = `${escaped(prefix + wanted)}*`;
      for await (const keys of client.scanIterator({ MATCH: pattern, COUNT: pageSize })) {
        if (keys.length === 0) continue;
        const values = await client.mGet(keys);
        keys.forEach((key, index) => {
          const value = parsed(values[index] ?? null);
          if (value !== undefined) found.push([key.slice(prefix.length), value]);
        });
      }
      // A scan may name a key twice.
      return [...new Map(found)];
    },
    close: async () => {
      await client.close();
    },
  };
}

const parsed = (text: string | null): unknown => (text === null ? undefined : JSON.parse(text));

/** Characters that mean something in a pattern, taken as themselves. */
const escaped = (text: string): string => text.replace(/[\\*?[\]]/g, '\\$&');
