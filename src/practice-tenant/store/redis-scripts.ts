import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inTime } from './in-time.ts';
import type { RedisClient } from './redis-connection.ts';

/** A program that Redis runs in one step, so that no other process sees or changes anything in between. */
export interface Script {
  text: string;
  sha: string;
}

const read = (name: string): string =>
  readFileSync(new URL(`lua/${name}.lua`, import.meta.url), 'utf8');

const script = (name: string): Script => {
  const text = read('common') + read(name);
  return { text, sha: createHash('sha1').update(text).digest('hex') };
};

/** What each does, and with which arguments, is in its file. */
export const scripts = {
  write: script('write'),
  remove: script('remove'),
  dropLapsed: script('drop-lapsed'),
  use: script('use'),
  clearSome: script('clear-some'),
  index: script('index'),
  count: script('count'),
};

/**
 * Sends only the hash of a script, unless Redis doesn't know it (anymore).
 * @param patience milliseconds
 */
export async function run(
  client: RedisClient,
  { sha, text }: Script,
  args: readonly string[],
  patience?: number,
): Promise<unknown> {
  const options = { arguments: [...args] };
  try {
    return await inTime(client.evalSha(sha, options), patience);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return inTime(client.eval(text, options), patience);
  }
}
