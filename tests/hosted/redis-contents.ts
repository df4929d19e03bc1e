import { createClient } from '@redis/client';

/** Everything that a Redis holds, of any type, as text: to look for what shouldn't be there. */
export async function redisContents(url: string): Promise<ReadonlyMap<string, string>> {
  const client = clientOf(url);
  await client.connect();
  try {
    const found = new Map<string, string>();
    for await (const keys of client.scanIterator({ COUNT: 1_000 }))
      for (const key of keys) found.set(key, await textOf(client, key));
    return found;
  } finally {
    await client.close();
  }
}

const clientOf = (url: string) => createClient({ url });
type Client = ReturnType<typeof clientOf>;

async function textOf(client: Client, key: string): Promise<string> {
  switch (await client.type(key)) {
    case 'string':
      return String(await client.get(key));
    case 'hash':
      return JSON.stringify(await client.hGetAll(key));
    case 'set':
      return JSON.stringify(await client.sMembers(key));
    case 'zset':
      return JSON.stringify(await client.zRange(key, 0, -1));
    case 'list':
      return JSON.stringify(await client.lRange(key, 0, -1));
    default:
      throw new Error(`${key} is of a kind that isn’t read here.`);
  }
}

/** Replaces a value that is a string, and leaves how long it lives. */
export async function changeInRedis(
  url: string,
  key: string,
  changed: (text: string) => string,
): Promise<void> {
  const client = clientOf(url);
  await client.connect();
  try {
    const text = await client.get(key);
    if (text === null) throw new Error(`There is no ${key}.`);
    await client.set(key, changed(text), { expiration: 'KEEPTTL' });
  } finally {
    await client.close();
  }
}
