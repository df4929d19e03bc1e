import { createHash } from 'node:crypto';
import { decrypt, encrypt } from './sign-in/index.ts';

const most = 1_000;

// #region token-partitions
/**
 * MSAL's caches, one partition for each access token that a user's app has sent. The token is the key:
 * its hash finds the partition and another hash opens it, so only a caller with a user's access token
 * gets to that user's tokens, and the stored data is useless without that token.
 * @param now milliseconds since 1970
 */
export function tokenPartitions(now: () => number = Date.now) {
  const partitions = new Map<string, { sealed: string; until: number }>();
  return {
    /** The cache for this assertion, or undefined if none can be opened. */
    get(assertion: string): string | undefined {
      const name = hash('find', assertion);
      const partition = partitions.get(name);
      if (partition === undefined || partition.until <= now()) return undefined;
      return decrypt(partition.sealed, hash('open', assertion), name);
    },
    /** @param until when the assertion expires, in milliseconds since 1970 */
    set(assertion: string, cache: string, until: number): void {
      const name = hash('find', assertion);
      partitions.delete(name);
      partitions.set(name, { sealed: encrypt(cache, hash('open', assertion), name), until });
      for (const [old, { until: end }] of partitions) {
        if (partitions.size <= most && end > now()) break;
        partitions.delete(old);
      }
    },
    size: (): number => partitions.size,
  };
}
// #endregion token-partitions

export type TokenPartitions = ReturnType<typeof tokenPartitions>;

const hash = (purpose: string, assertion: string): string =>
  createHash('sha256').update(`${purpose}\n${assertion}`).digest('base64url');
