import { z } from 'zod';
import { inTime } from './in-time.ts';
import { familyOf } from './key-parts.ts';
import { connectedToRedis } from './redis-connection.ts';
import { indexOnce, pagesOf, valuePrefix } from './redis-index.ts';
import { run, scripts } from './redis-scripts.ts';
import type { Limits, Line, Store } from './store.ts';
import { limitReached, noRoomLeft } from './store-full.ts';
import { mostNames, windowCounts } from './window-counts.ts';

/** How many entries `clear` removes at a time: others wait for about two milliseconds. */
const clearedAtOnce = '200';
/** Milliseconds after which a process counts on its own: the request that waits has other things to ask. */
const countPatience = 1_000;
/** Above this part of its memory, Redis keeps the rest for visitors who are already there. */
const fullFrom = 0.9;

/** Why a value isn't kept, and the one that is. */
const written = z.tuple([z.enum(['family', 'scope', 'bytes']).nullish(), z.string().optional()]);

/** Whether it was added, and the milliseconds until the next window. */
const added = z.tuple([z.number(), z.number()]);

/**
 * For several instances that share one practice tenant. Keys, accounts and sessions then belong to all
 * of them; certificates stay with each machine.
 * @throws PracticeTenantConfigurationError when Redis doesn't respond at the start
 */
export async function redisStore(url: string, variable?: string): Promise<Store> {
  const client = await connectedToRedis(url, undefined, variable);
  await indexOnce(client);
  const countHere = windowCounts();

  const put = async (
    how: 'set' | 'add',
    key: string,
    value: unknown,
    secondsToLive?: number,
    line?: Line,
    limits?: Limits,
  ): Promise<unknown> => {
    const life = secondsToLive === undefined ? '' : Math.max(1, Math.ceil(secondsToLive)) * 1000;
    const rules = [line?.name ?? '', line?.most ?? '', ...numbersOf(limits)];
    const args = [key, JSON.stringify(value), life, how, ...rules].map(String);
    const reply = await run(client, scripts.write, args).catch(throwNoRoom);
    const [refusal, kept] = written.parse(reply);
    if (refusal && limits) throw limitReached(refusal, familyOf(key), limits);
    return parsed(kept);
  };

  return {
    get: async (key) => {
      const text = await inTime(client.get(valuePrefix + key));
      const line = lineOf(text);
      // Nobody waits for it: whatever follows on this connection comes after it.
      if (line !== undefined) run(client, scripts.use, [line, key]).catch(() => {});
      return parsed(text);
    },
    set: async (key, value, secondsToLive, line, limits) => {
      await put('set', key, value, secondsToLive, line, limits);
    },
    add: (key, value, limits) => put('add', key, value, undefined, undefined, limits),
    delete: async (key) => {
      await run(client, scripts.remove, [key]);
    },
    list: async (wanted) => {
      const found: (readonly [string, unknown])[] = [];
      for await (const keys of pagesOf(client, wanted)) {
        const values = await inTime(client.mGet(keys.map((key) => valuePrefix + key)));
        const lapsed = keys.filter((_, index) => (values[index] ?? null) === null);
        if (lapsed.length > 0) await run(client, scripts.dropLapsed, lapsed);
        keys.forEach((key, index) => {
          const value = parsed(values[index] ?? null);
          if (value !== undefined) found.push([key, value]);
        });
      }
      // A scan may name a key twice.
      return [...new Map(found)];
    },
    clear: async (scope) => {
      while ((await run(client, scripts.clearSome, [scope, clearedAtOnce])) === 1);
    },
    room: async () => {
      const memory = await inTime(client.info('memory'));
      const used = memoryField(memory, 'used_memory');
      const most = memoryField(memory, 'maxmemory');
      return most > 0 && used > most * fullFrom ? 'full' : 'room';
    },
    count: async (name, amount, limit) => {
      // Always, so that an outage in the middle of a window begins with what this process has seen.
      const here = countHere(name, amount, limit);
      const args = [name, amount, limit.most, limit.milliseconds, mostNames].map(String);
      const reply = await run(client, scripts.count, args, countPatience).catch(() => undefined);
      const [isWithin, left] = added.safeParse(reply).data ?? [];
      return left === undefined ? here : { isWithin: isWithin === 1, left };
    },
    close: async () => {
      // A client that has lost Redis would wait until it's back.
      await inTime(client.close()).catch(() => client.destroy());
    },
  };
}

const numbersOf = (limits: Limits | undefined): number[] =>
  limits === undefined
    ? []
    : [
        limits.staying.ofFamily,
        limits.staying.inAll,
        limits.staying.bytesInAll,
        limits.passing.most,
        limits.passing.mostBytes,
      ];

function throwNoRoom(error: unknown): never {
  if (error instanceof Error && error.message.startsWith('OOM ')) throw noRoomLeft(error);
  throw error;
}

const memoryField = (info: string, name: string): number =>
  Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);

/** The line that a value is in. */
const lineOf = (text: string | null): string | undefined => /^line (.*)\n/.exec(text ?? '')?.[1];

const parsed = (text: string | null | undefined): unknown =>
  text === null || text === undefined ? undefined : JSON.parse(text.replace(/^line .*\n/, ''));
