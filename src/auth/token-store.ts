import {
  memoryTokenStore,
  redisTokenStore,
  type TokenStore,
} from '../../samples/web-app/sign-in/index.ts';
import type { DemoReports } from './demo-reports.ts';

/** One store for every session and trace of this process: memory, or Redis when a URL is set. */
export function tokenStore(redisUrl: string | undefined, reports: DemoReports): TokenStore {
  if (redisUrl === undefined) return memoryTokenStore();
  return redisTokenStore(redisUrl, ({ message }) =>
    reports.error('redis_error', `Redis: ${message}`),
  );
}
