import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'redis';
import { PracticeTenantConfigurationError } from '../configuration/configuration.ts';

/** Each of its commands says for itself that it failed. */
export type RedisClient = ReturnType<typeof newClient>;

const longestPause = 2_000;

const newClient = (url: string, connectTimeout: number, mayRetry: () => boolean) =>
  createClient({
    url,
    socket: {
      connectTimeout,
      reconnectStrategy: (retries) =>
        mayRetry() && Math.min(2 ** retries * 50, longestPause) + Math.random() * 200,
    },
  });

/**
 * Connects once, and after that again and again whenever Redis is lost. At the start a wrong address looks
 * like an outage and would be retried without end, so the first failure counts there.
 * @param patience milliseconds for the first connection, also with a Redis that accepts it and says nothing
 * @throws PracticeTenantConfigurationError when Redis does not answer at the start
 */
export async function connectedToRedis(url: string, patience = 5_000): Promise<RedisClient> {
  let wasConnected = false;
  const client = newClient(url, patience, () => wasConnected);
  // Without a listener an "error" event ends the process.
  client.on('error', () => {});
  const timer = new AbortController();
  const late = wait(patience, undefined, { signal: timer.signal }).then(() => {
    throw new Error('no answer');
  });
  try {
    await Promise.race([client.connect(), late]);
  } catch (error) {
    client.destroy();
    throw unreachable(url, error);
  } finally {
    timer.abort();
  }
  wasConnected = true;
  return client;
}

/** The address without its password, and why. */
function unreachable(url: string, cause: unknown): PracticeTenantConfigurationError {
  const { protocol, host } = new URL(url);
  return new PracticeTenantConfigurationError([
    `PRACTICE_TENANT_REDIS_URL names ${protocol}//${host}, where Redis does not answer (${reasonOf(cause)}): start Redis there, correct the variable, or leave it out.`,
  ]);
}

/** A host with several addresses fails with an empty message, and a code that says it. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'no reason given';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
