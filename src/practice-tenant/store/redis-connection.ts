import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { PracticeTenantConfigurationError } from '../configuration/configuration.ts';

/** Each command reports its own failure. */
export type RedisClient = ReturnType<typeof newClient>;

const longestPause = 2_000;
/** What can't be sent for so long isn't sent later either: the request that needed it has failed by then. */
const longestUnsent = 1_500;

const newClient = (url: string, connectTimeout: number, mayRetry: () => boolean) =>
  createClient({
    url,
    commandOptions: { timeout: longestUnsent },
    socket: {
      connectTimeout,
      reconnectStrategy: (retries) =>
        mayRetry() && Math.min(2 ** retries * 50, longestPause) + Math.random() * 200,
    },
  });

/**
 * Connects once, and after that again and again whenever Redis is lost. At the start a wrong address looks
 * like an outage and would be retried without end, so the first failure counts there.
 * @param patience milliseconds for the first connection, also for a Redis that accepts it and then stays silent
 * @param variable that names the URL
 * @throws PracticeTenantConfigurationError when Redis doesn't respond at the start
 */
export async function connectedToRedis(
  url: string,
  patience = 5_000,
  variable = usualVariable,
): Promise<RedisClient> {
  let wasConnected = false;
  const client = newClient(url, patience, () => wasConnected);
  // Without a listener an "error" event ends the process.
  client.on('error', () => {});
  const timer = new AbortController();
  const late = wait(patience, undefined, { signal: timer.signal }).then(() => {
    throw new Error('no response');
  });
  try {
    await Promise.race([client.connect(), late]);
  } catch (error) {
    client.destroy();
    throw unreachable(url, error, variable);
  } finally {
    timer.abort();
  }
  wasConnected = true;
  return client;
}

const usualVariable = 'PRACTICE_TENANT_REDIS_URL';

/** The address without its password, and why. */
function unreachable(
  url: string,
  cause: unknown,
  variable: string,
): PracticeTenantConfigurationError {
  const { protocol, host } = new URL(url);
  return new PracticeTenantConfigurationError([
    `${variable} names ${protocol}//${host}, where Redis doesn’t respond (${reasonOf(cause)}): start Redis there, or correct the variable.`,
  ]);
}

/** A host with several addresses fails with an empty message, and a code that tells why. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'no reason given';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
