import type { Line, Store } from './store.ts';

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
 * forgotten first: ten thousand sign-ins must not grow the process without end. A line
 * makes room among its own, so that an app that renews without end pushes out nothing else.
 */
export function memoryStore(
  entries = new Map<string, Entry>(),
  follower = nobody,
  passing = 20_000,
): Store {
  const expiring = new Set<string>();
  const lines = openLines();
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
    lines.leave(key);
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

  const set: Store['set'] = async (key, value, secondsToLive, line) => {
    const expires = secondsToLive === undefined ? undefined : Date.now() + secondsToLive * 1000;
    const entry = { json: JSON.stringify(value), expires };
    entries.set(key, entry);
    remember(key);
    expiring.delete(key);
    if (expires !== undefined) expiring.add(key);
    follower.changed(key, entry);
    if (line !== undefined) for (const used of lines.join(line, key)) forget(used);
    for (const oldest of expiring) {
      if (expiring.size <= passing) break;
      forget(oldest);
    }
  };

  return {
    get: async (key) => {
      lines.use(key);
      return copyOf(live(key));
    },
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

/** Which keys take one another's place, each line in the order of their last use. */
function openLines() {
  const keysOf = new Map<string, Set<string>>();
  const lineOf = new Map<string, string>();
  const use = (key: string): void => {
    const keys = keysOf.get(lineOf.get(key) ?? '');
    if (keys?.delete(key) === true) keys.add(key);
  };
  return {
    use,
    /** @returns the keys that are too many in the line */
    join({ name, most }: Line, key: string): string[] {
      const keys = keysOf.get(name) ?? new Set();
      keysOf.set(name, keys);
      lineOf.set(key, name);
      keys.delete(key);
      keys.add(key);
      return [...keys.values().take(Math.max(0, keys.size - most))];
    },
    leave(key: string): void {
      const line = lineOf.get(key);
      if (line === undefined) return;
      lineOf.delete(key);
      const keys = keysOf.get(line);
      keys?.delete(key);
      if (keys?.size === 0) keysOf.delete(line);
    },
  };
}
