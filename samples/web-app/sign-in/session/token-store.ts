import { SignInError } from '../errors/sign-in-error.ts';

/** Where sessions are kept on the server. Values are encrypted before they get here. */
export interface TokenStore {
  get(key: string): Promise<string | undefined>;
  /** Resolves to whether it was written; checking a condition and writing are one atomic step. */
  set(
    key: string,
    value: string,
    secondsToLive: number,
    condition?: 'if-absent' | 'if-present',
  ): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Runs `work` while nothing else holds this key, in this process or any other. */
  lock<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Rejects when the store can't be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The same store, with every key under a prefix and every failure a SignInError `store_unavailable`. */
export function guardedStore(store: TokenStore, prefix: string): TokenStore {
  const named = (key: string) => `${prefix}.${key}`;
  const guard = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await withinSeconds(2, answer);
    } catch (cause) {
      throw new SignInError('store_unavailable', { detail: `token store: ${cause}`, cause });
    }
  };
  return {
    get: (key) => guard(store.get(named(key))),
    set: (key, value, seconds, condition) =>
      guard(store.set(named(key), value, seconds, condition)),
    delete: (key) => guard(store.delete(named(key))),
    lock: (key, work) => store.lock(named(key), work),
    ping: () => guard(store.ping()),
    close: () => store.close(),
  };
}

/**
 * Gives up on `answer`, which goes on alone. What arrived while this process was busy with something else
 * isn't late: Node.js runs timers first, so it gets one more turn to be read.
 */
export function withinSeconds<T>(seconds: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const tooLate = () => reject(new Error('no response in time'));
    const timer = setTimeout(() => setImmediate(tooLate), seconds * 1000);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
