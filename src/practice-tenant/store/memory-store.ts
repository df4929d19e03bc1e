import type { Store } from './store.ts';

export interface Entry {
  value: unknown;
  /** Milliseconds since 1970; undefined for what stays. */
  expires: number | undefined;
}

/** Told about every change, so that a file can follow. */
export interface Follower {
  changed(key: string, entry: Entry | undefined): void;
  close(): Promise<void>;
}

const nobody: Follower = { changed: () => {}, close: async () => {} };

/**
 * Keeps everything in memory. At most `passing` entries that expire are kept, the oldest are
 * forgotten first: ten thousand sign-ins must not grow the process without end.
 */
export function memoryStore(
  entries = new Map<string, Entry>(),
  follower = nobody,
  passing = 20_000,
): Store {
  const expiring = new Set<string>();
  for (const [key, { expires }] of entries) if (expires !== undefined) expiring.add(key);

  const forget = (key: string) => {
    expiring.delete(key);
    if (entries.delete(key)) follower.changed(key, undefined);
  };
  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry?.expires === undefined || entry.expires > Date.now()) return entry;
    forget(key);
    return undefined;
  };

  const set: Store['set'] = async (key, value, secondsToLive) => {
    const expires = secondsToLive === undefined ? undefined : Date.now() + secondsToLive * 1000;
    const entry = { value: structuredClone(value), expires };
    entries.set(key, entry);
    expiring.delete(key);
    if (expires !== undefined) expiring.add(key);
    follower.changed(key, entry);
    for (const oldest of expiring) {
      if (expiring.size <= passing) break;
      forget(oldest);
    }
  };

  return {
    // Copies go in and out: a caller that changes what it got must not change what is kept.
    get: async (key) => structuredClone(live(key)?.value),
    set,
    add: async (key, value) => {
      if (live(key) === undefined) await set(key, value);
      return structuredClone(live(key)?.value);
    },
    delete: async (key) => forget(key),
    list: async (prefix) =>
      [...entries.keys()]
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => {
          const entry = live(key);
          return entry === undefined ? [] : [[key, structuredClone(entry.value)] as const];
        }),
    close: () => follower.close(),
  };
}
