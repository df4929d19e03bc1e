import { familyOf } from './key-parts.ts';
import { openShelves } from './memory-shelves.ts';
import { openLines } from './open-lines.ts';
import type { Limits, Store } from './store.ts';
import { limitReached } from './store-full.ts';
import { windowCounts } from './window-counts.ts';

export interface Entry {
  /** The value as JSON: each reader gets a copy of its own, and the file gets it as it is. */
  json: string;
  /** Milliseconds since 1970; undefined for what stays. */
  expires: number | undefined;
}

/** Told about every change, so that a file can follow. */
export interface Follower {
  changed(key: string, entry: Entry | undefined): void;
  close(): Promise<void>;
}

const nobody: Follower = { changed: () => {}, close: async () => {} };

/** A quarter of the memory that Node.js takes on a small machine. */
const bytesBeforeFull = 250_000_000;

const copyOf = (entry: Entry | undefined): unknown =>
  entry === undefined ? undefined : JSON.parse(entry.json);

/**
 * Keeps everything in memory. At most `passing` entries that expire are kept in each scope, the oldest are
 * forgotten first: ten thousand sign-ins must not grow the process without end. A line
 * makes room among its own, so that an app that renews without end pushes out nothing else.
 * @param mostBytes of JSON, from which there is no room for new visitors
 */
export function memoryStore(
  entries = new Map<string, Entry>(),
  follower = nobody,
  passing = 20_000,
  mostBytes = bytesBeforeFull,
): Store {
  const lines = openLines();
  const counts = windowCounts();
  const shelves = openShelves();
  const shelve = (key: string, { json, expires }: Entry) =>
    shelves.put(key, Buffer.byteLength(json), expires !== undefined);
  for (const [key, entry] of entries) shelve(key, entry);

  const forget = (key: string) => {
    shelves.remove(key);
    lines.leave(key);
    if (entries.delete(key)) follower.changed(key, undefined);
  };
  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry?.expires === undefined || entry.expires > Date.now()) return entry;
    forget(key);
    return undefined;
  };

  const refuseTooMuch = (key: string, json: string, limits: Limits): void => {
    const reason = shelves.refusal(key, Buffer.byteLength(json), limits);
    if (reason !== undefined) throw limitReached(reason, familyOf(key), limits);
  };

  const set: Store['set'] = async (key, value, secondsToLive, line, limits) => {
    const expires = secondsToLive === undefined ? undefined : Date.now() + secondsToLive * 1000;
    const entry = { json: JSON.stringify(value), expires };
    if (limits !== undefined && expires === undefined) refuseTooMuch(key, entry.json, limits);
    entries.set(key, entry);
    shelve(key, entry);
    follower.changed(key, entry);
    if (line !== undefined) for (const used of lines.join(line, key)) forget(used);
    for (;;) {
      const oldest = shelves.tooMany(key, passing, limits);
      if (oldest === undefined || oldest === key) break;
      forget(oldest);
    }
  };

  return {
    get: async (key) => {
      lines.use(key);
      return copyOf(live(key));
    },
    set,
    add: async (key, value, limits) => {
      if (live(key) === undefined) await set(key, value, undefined, undefined, limits);
      return copyOf(live(key));
    },
    delete: async (key) => forget(key),
    list: async (prefix) =>
      [...shelves.keysAt(prefix)]
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => {
          const entry = live(key);
          return entry === undefined ? [] : [[key, copyOf(entry)] as const];
        }),
    clear: async (scope) => {
      for (const key of shelves.keysIn(scope)) forget(key);
    },
    room: async () => (shelves.bytes() > mostBytes ? 'full' : 'room'),
    count: async (...what) => counts(...what),
    close: () => follower.close(),
  };
}
