import { SignInError } from './errors.ts';

/** Where sessions live on the server. Values are encrypted before they come here. */
export interface TokenStore {
  get(key: string): Promise<string | undefined>;
  /** Resolves to whether it was written; a condition makes that one indivisible step. */
  set(
    key: string,
    value: string,
    secondsToLive: number,
    condition?: 'if-absent' | 'if-present',
  ): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Runs `work` while no other holder of this key runs, in this process or in any other. */
  lock<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Rejects when the store cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

// #region memory-store
/**
 * Keeps sessions in this process: right for one process on one machine, and gone when it ends.
 * When full, what would have ended soonest goes first.
 */
export function memoryTokenStore(
  options: { maximum?: number; now?: () => number } = {},
): TokenStore {
  const { maximum = 10_000, now = Date.now } = options;
  const entries = new Map<string, { value: string; until: number }>();
  const queues = new Map<string, Promise<unknown>>();

  const read = (key: string) => {
    const entry = entries.get(key);
    if (entry !== undefined && entry.until > now()) return entry.value;
    entries.delete(key);
    return undefined;
  };
  const makeRoom = () => {
    const bySoonest = [...entries].sort(([, a], [, b]) => a.until - b.until);
    for (const [key, { until }] of bySoonest)
      if (until <= now() || entries.size > maximum * 0.9) entries.delete(key);
  };

  return {
    get: async (key) => read(key),
    async set(key, value, secondsToLive, condition) {
      const isThere = read(key) !== undefined;
      if (condition === (isThere ? 'if-absent' : 'if-present')) return false;
      if (entries.size >= maximum) makeRoom();
      entries.set(key, { value, until: now() + secondsToLive * 1000 });
      return true;
    },
    delete: async (key) => void entries.delete(key),
    async lock(key, work) {
      const mine = (queues.get(key) ?? Promise.resolve()).then(work, work);
      queues.set(key, mine);
      try {
        return await mine;
      } finally {
        if (queues.get(key) === mine) queues.delete(key);
      }
    },
    ping: async () => {},
    close: async () => entries.clear(),
  };
}
// #endregion memory-store

/** The same store, with every key under a prefix and every failure a SignInError `store_unavailable`. */
export function guardedStore(store: TokenStore, prefix: string): TokenStore {
  const named = (key: string) => `${prefix}.${key}`;
  const guard = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await withinSeconds(2, answer);
    } catch (cause) {
      throw new SignInError('store_unavailable', { detail: `token store: ${cause}`, cause });
    }
  };
  return {
    get: (key) => guard(store.get(named(key))),
    set: (key, value, seconds, condition) =>
      guard(store.set(named(key), value, seconds, condition)),
    delete: (key) => guard(store.delete(named(key))),
    lock: (key, work) => store.lock(named(key), work),
    ping: () => guard(store.ping()),
    close: () => store.close(),
  };
}

async function withinSeconds<T>(seconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), seconds * 1000);
  });
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}
