import type { Store } from './store.ts';

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

const copyOf = (entry: Entry | undefined): unknown =>
  entry === undefined ? undefined : JSON.parse(entry.json);

/** The part of a key that says what it is about. */
const familyOf = (key: string): string => key.slice(0, key.indexOf('/') + 1);

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
  // Thousands of codes and sessions must not be walked through to list three users.
  const families = new Map<string, Set<string>>();
  const remember = (key: string) => {
    const family = familyOf(key);
    const keys = families.get(family);
    if (keys === undefined) families.set(family, new Set([key]));
    else keys.add(key);
  };
  for (const [key, { expires }] of entries) {
    remember(key);
    if (expires !== undefined) expiring.add(key);
  }

  const forget = (key: string) => {
    expiring.delete(key);
    families.get(familyOf(key))?.delete(key);
    if (entries.delete(key)) follower.changed(key, undefined);
  };
  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry?.expires === undefined || entry.expires > Date.now()) return entry;
    forget(key);
    return undefined;
  };

  const keysAt = (prefix: string): Iterable<string> =>
    prefix.includes('/') ? (families.get(familyOf(prefix)) ?? []) : entries.keys();

  const set: Store['set'] = async (key, value, secondsToLive) => {
    const expires = secondsToLive === undefined ? undefined : Date.now() + secondsToLive * 1000;
    const entry = { json: JSON.stringify(value), expires };
    entries.set(key, entry);
    remember(key);
    expiring.delete(key);
    if (expires !== undefined) expiring.add(key);
    follower.changed(key, entry);
    for (const oldest of expiring) {
      if (expiring.size <= passing) break;
      forget(oldest);
    }
  };

  return {
    get: async (key) => copyOf(live(key)),
    set,
    add: async (key, value) => {
      if (live(key) === undefined) await set(key, value);
      return copyOf(live(key));
    },
    delete: async (key) => forget(key),
    list: async (prefix) =>
      [...keysAt(prefix)]
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => {
          const entry = live(key);
          return entry === undefined ? [] : [[key, copyOf(entry)] as const];
        }),
    close: () => follower.close(),
  };
}
