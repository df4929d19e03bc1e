import type { TokenStore } from '../session/token-store.ts';

// #region memory-store
/**
 * Keeps sessions in this process: right for one process on one machine, and gone when it ends.
 * When it is full, the entries that expire soonest are removed first. A signed-in user has four or five.
 */
export function memoryTokenStore(
  options: { maximum?: number; maximumBytes?: number; now?: () => number } = {},
): TokenStore {
  const { maximum = 40_000, maximumBytes = 170_000_000, now = Date.now } = options;
  const entries = new Map<string, { value: string; until: number }>();
  const queues = new Map<string, Promise<unknown>>();

  let bytes = 0;
  const sizeOf = (key: string) => key.length + (entries.get(key)?.value.length ?? -key.length);
  const remove = (key: string) => {
    bytes -= sizeOf(key);
    entries.delete(key);
  };
  const read = (key: string) => {
    const entry = entries.get(key);
    return entry !== undefined && entry.until > now() ? entry.value : undefined;
  };
  const isOver = (share: number) =>
    entries.size >= maximum * share || bytes >= maximumBytes * share;
  const makeRoom = () => {
    const bySoonest = [...entries].sort(([, a], [, b]) => a.until - b.until);
    for (const [key, { until }] of bySoonest) if (until <= now() || isOver(0.9)) remove(key);
  };

  return {
    get: async (key) => read(key),
    async set(key, value, secondsToLive, condition) {
      const isThere = read(key) !== undefined;
      if (condition === (isThere ? 'if-absent' : 'if-present')) return false;
      if (isOver(1)) makeRoom();
      remove(key);
      entries.set(key, { value, until: now() + secondsToLive * 1000 });
      bytes += sizeOf(key);
      return true;
    },
    delete: async (key) => remove(key),
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
    async close() {
      entries.clear();
      bytes = 0;
    },
  };
}
// #endregion memory-store
