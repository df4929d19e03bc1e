import type { TokenStore } from '../session/token-store.ts';

// #region memory-store
/**
 * Keeps sessions in this process: right for one process on one machine, and gone when it ends.
 * When it is full, the entries that expire soonest are removed first.
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
