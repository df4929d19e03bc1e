import { redisTokenStore } from '../../samples/web-app/sign-in/index.ts';
import type { Part } from './health.ts';

/**
 * Checks that Redis responds, in the same way the live demo reaches it: the same library connects,
 * within the same bounds, over a connection of its own.
 */
export function redisHealth(url: string | undefined): Part & { close(): Promise<void> } {
  const name = 'redis';
  if (url === undefined) return { name, state: async () => 'off', close: async () => {} };
  const store = redisTokenStore(url);
  return {
    name,
    state: () =>
      store.ping().then(
        () => 'up',
        () => 'down',
      ),
    close: () => store.close(),
  };
}
