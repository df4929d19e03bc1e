import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { oneLine } from '../errors/one-line.ts';
import { SignInError } from '../errors/sign-in-error.ts';
import { type TokenStore, withinSeconds } from '../session/token-store.ts';

/**
 * In milliseconds. A lock outlives the longest work under it, about 13 seconds: two requests of five seconds
 * each (new tokens, and the keys to verify them), and two commands here.
 */
const time = { command: 1_500, lockLives: 15_000, lockWaits: 10_000, lockPause: 50 };

const unlock = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end`;

/** node-redis abandons only commands it hasn't sent yet: a Redis that hangs must not make the visitor wait. */
const inTime = <T>(command: Promise<T>): Promise<T> => withinSeconds(time.command / 1000, command);

// #region redis-store
/**
 * Keeps sessions in Redis, so that several instances of the app share them and a restart signs no one out.
 * It connects and reconnects automatically. Before the first connection, a command waits for it briefly;
 * after a connection is lost, commands fail at once until there is a new one.
 * @param onError takes errors whose message is one line, fit for a log
 */
export function redisTokenStore(
  url: string,
  onError: (error: Error) => void = () => {},
): TokenStore {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1_000,
    commandOptions: { timeout: time.command },
    socket: { connectTimeout: 2_000, reconnectStrategy: (tries) => Math.min(tries * 100, 2_000) },
  });
  const report = (cause: Error) => onError(new Error(oneLine(cause.message), { cause }));
  // Without a listener an 'error' event would end the process.
  client.on('error', report);
  const connected = client.connect().then(
    () => {},
    () => {},
  );
  const ready = () => (client.isReady ? undefined : inTime(connected).catch(() => {}));

  return {
    async get(key) {
      await ready();
      return (await inTime(client.get(key))) ?? undefined;
    },
    async set(key, value, secondsToLive, condition) {
      await ready();
      const only = condition && ({ 'if-absent': 'NX', 'if-present': 'XX' } as const)[condition];
      const expiration = { type: 'EX', value: Math.max(1, Math.ceil(secondsToLive)) } as const;
      const options = { expiration, ...(only && { condition: only }) };
      const reply = await inTime(client.set(key, value, options));
      return reply !== null;
    },
    async delete(key) {
      await ready();
      await inTime(client.del(key));
    },
    async lock(key, work) {
      const [name, holder] = [`${key}.lock`, randomUUID()];
      const isMine = () =>
        inTime(
          client.set(name, holder, {
            condition: 'NX',
            expiration: { type: 'PX', value: time.lockLives },
          }),
        );
      const release = () => client.eval(unlock, { keys: [name], arguments: [holder] });
      try {
        await ready();
        // By the clock: a slow Redis takes far longer to respond than the pauses between.
        const until = performance.now() + time.lockWaits;
        while ((await isMine()) === null) {
          if (performance.now() >= until) throw new Error(`${key} stays locked`);
          await wait(time.lockPause);
        }
      } catch (cause) {
        // A Redis that is late can still set the lock, and then no one would hold it.
        release().catch(() => {});
        throw new SignInError('store_unavailable', { detail: `lock: ${cause}`, cause });
      }
      try {
        return await work();
      } finally {
        // A lock that can't be released expires.
        await inTime(release()).catch(report);
      }
    },
    async ping() {
      await ready();
      await inTime(client.ping());
    },
    async close() {
      client.destroy();
    },
  };
}
// #endregion redis-store
