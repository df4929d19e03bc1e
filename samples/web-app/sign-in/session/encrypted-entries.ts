import { createSecretKey, hash } from 'node:crypto';
import type { z } from 'zod';
import type { CookieSetting } from './cookie.ts';
import { decrypt, encrypt } from './encryption.ts';
import { secretKeys } from './secret-keys.ts';
import type { TokenStore } from './token-store.ts';

/** What an entry is found and opened with. */
export interface Handle {
  id: string;
  key: string;
}

// #region encrypted-entries
/**
 * Entries of one kind in the store. Opening one takes its own key and the app's secret together: a copy of
 * the store reveals nothing, and an app with a new secret can't open what it kept before.
 */
export function encryptedEntries<Content>(
  { secrets, registration }: Pick<CookieSetting, 'secrets' | 'registration'>,
  store: TokenStore,
  kind: string,
  schema: z.ZodType<Content>,
) {
  const [newest, ...older] = secretKeys(secrets, `${kind} entries ${registration}`);
  const nameOf = (id: string) => `${kind}.${id}`;
  const keysFrom = (secret: { key: Buffer }) => {
    const ofApp = secret.key.toString('base64url');
    return (key: string) => createSecretKey(hash('sha256', `${ofApp}.${key}`, 'buffer'));
  };
  const newestKey = keysFrom(newest);
  const allKeys = [newestKey, ...older.map(keysFrom)];
  return {
    /** undefined also for an entry that isn't ours or was changed. */
    async read({ id, key }: Handle): Promise<Content | undefined> {
      const entry = await store.get(nameOf(id));
      if (entry === undefined) return undefined;
      for (const keyFor of allKeys) {
        const text = decrypt(entry, keyFor(key), nameOf(id));
        if (text !== undefined) return schema.safeParse(JSON.parse(text)).data;
      }
      return undefined;
    },
    /** Resolves to whether it was written. */
    write(
      { id, key }: Handle,
      content: Content,
      secondsToLive: number,
      condition?: 'if-absent' | 'if-present',
    ): Promise<boolean> {
      const entry = encrypt(JSON.stringify(content), newestKey(key), nameOf(id));
      return store.set(nameOf(id), entry, secondsToLive, condition);
    },
    /** Whether there is an entry, without its key. */
    has: async (id: string): Promise<boolean> => (await store.get(nameOf(id))) !== undefined,
    delete: (id: string): Promise<void> => store.delete(nameOf(id)),
    /** Runs `work` while nothing else holds this entry. */
    lock: <T>(id: string, work: () => Promise<T>): Promise<T> => store.lock(nameOf(id), work),
  };
}
// #endregion encrypted-entries
