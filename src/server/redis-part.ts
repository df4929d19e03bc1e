import { createClient } from 'redis';
import type { Part } from './health.ts';

/** Asks Redis whether it answers, within a second, over a connection of its own. */
export function redisPart(url: string | undefined): Part & { close(): void } {
  const name = 'redis';
  if (url === undefined) return { name, state: async () => 'off', close: () => {} };
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: 1000 },
    socket: { connectTimeout: 1000, reconnectStrategy: 1000 },
  });
  // Without a listener an "error" event ends the process.
  client.on('error', () => {});
  client.connect().catch(() => {});
  return {
    name,
    state: async () => {
      const answer = await client.ping().catch(() => undefined);
      return answer === undefined ? 'down' : 'up';
    },
    close: () => client.destroy(),
  };
}
