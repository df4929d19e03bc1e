import { setTimeout as after } from 'node:timers/promises';
import { createClient } from '@redis/client';
import type { Gauge } from './metrics.ts';

const patienceMilliseconds = 1_500;

/**
 * Whether Redis responds, and how much is in it, over a connection of its own: what visitors do waits for
 * no scrape. Without Redis there is nothing to tell.
 */
export function storeGauges(url: string | undefined): { gauges: Gauge[]; close(): void } {
  if (url === undefined) return { gauges: [], close: () => {} };
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: patienceMilliseconds },
    socket: { connectTimeout: 2_000, reconnectStrategy: (tries) => Math.min(tries * 100, 2_000) },
  });
  // What uses the store reports its errors. Without a listener, an error would end the process.
  client.on('error', () => {});
  client.connect().catch(() => {});

  const asked = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    if (!client.isReady) return undefined;
    const unanswered = after(patienceMilliseconds, undefined, { ref: false });
    return Promise.race([ask().catch(() => undefined), unanswered]);
  };
  return {
    gauges: [
      {
        name: 'store_up',
        help: '1 if Redis responds, 0 if not.',
        read: async () => ((await asked(() => client.ping())) === undefined ? 0 : 1),
      },
      {
        name: 'store_keys',
        help: 'Keys in the Redis database.',
        read: () => asked(() => client.dbSize()),
      },
      {
        name: 'store_bytes',
        help: 'Memory that Redis uses for all that it holds.',
        read: async () => {
          const memory = await asked(() => client.info('memory'));
          const used = /^used_memory:(\d+)/m.exec(memory ?? '')?.[1];
          return used === undefined ? undefined : Number(used);
        },
      },
    ],
    close: () => client.destroy(),
  };
}
