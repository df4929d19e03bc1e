import { createClient } from '@redis/client';

/** Nearly a day: what has one was written a moment ago. */
const nearlyADay = 86_000_000;

export interface StoreSize {
  /** All that Redis uses, in bytes. */
  used: number;
  keys: number;
  /** Of keys that stay for a day or until they're deleted: what's left of a visitor once sessions are over. */
  staying: number;
  /** Of keys that end sooner. */
  passing: number;
}

/** What a Redis holds. It reads every key, so nothing else should be measured meanwhile. */
export async function storeSize(url: string): Promise<StoreSize> {
  const client = createClient({ url });
  await client.connect();
  try {
    const used = Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1]);
    const size = { used, keys: 0, staying: 0, passing: 0 };
    for await (const keys of client.scanIterator({ COUNT: 1_000 })) {
      await Promise.all(
        keys.map(async (key) => {
          const [bytes, life] = await Promise.all([client.memoryUsage(key), client.pTTL(key)]);
          size.keys += 1;
          size[life === -1 || life >= nearlyADay ? 'staying' : 'passing'] += bytes ?? 0;
        }),
      );
    }
    return size;
  } finally {
    client.destroy();
  }
}

/** How many commands it ran, by their names. */
export async function commandsOf(url: string): Promise<Map<string, number>> {
  const client = createClient({ url });
  await client.connect();
  try {
    const stats = await client.info('commandstats');
    const found = stats.matchAll(/^cmdstat_([\w|]+):calls=(\d+)/gm);
    return new Map([...found].map(([, name = '', calls]) => [name, Number(calls)]));
  } finally {
    client.destroy();
  }
}
