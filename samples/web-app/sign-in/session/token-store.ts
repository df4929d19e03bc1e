import { SignInError } from '../errors/sign-in-error.ts';

/** Where sessions live on the server. Values are encrypted before they come here. */
export interface TokenStore {
  get(key: string): Promise<string | undefined>;
  /** Resolves to whether it was written; a condition makes that one indivisible step. */
  set(
    key: string,
    value: string,
    secondsToLive: number,
    condition?: 'if-absent' | 'if-present',
  ): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Runs `work` while no other holder of this key runs, in this process or in any other. */
  lock<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Rejects when the store cannot be reached. */
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

async function withinSeconds<T>(seconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), seconds * 1000);
  });
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}
