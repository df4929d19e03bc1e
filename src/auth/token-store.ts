import type { TokenStore } from '../../samples/web-app/sign-in/index.ts';
import { memoryTokenStore } from '../../samples/web-app/sign-in/stores/memory-token-store.ts';
import { redisTokenStore } from '../../samples/web-app/sign-in/stores/redis-token-store.ts';

/** One store for every session and trace of this process: memory, or Redis when a URL is set. */
export function tokenStore(redisUrl: string | undefined): TokenStore {
  if (redisUrl === undefined) return memoryTokenStore();
  return redisTokenStore(redisUrl, ({ message }) => console.error(`Redis: ${message}`));
}
