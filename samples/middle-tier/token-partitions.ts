import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const most = 1_000;

// #region token-partitions
/**
 * What MSAL has cached, one partition for each access token that a user's app has sent. The token is
 * the key: its hash finds the partition and another hash opens it, so nobody reaches the tokens of a
 * user whose access token they do not hold, and what is stored is of no use by itself.
 * @param now milliseconds since 1970
 */
export function tokenPartitions(now: () => number = Date.now) {
  const partitions = new Map<string, { sealed: Buffer; until: number }>();
  return {
    /** The cache for this assertion, or undefined when there is none that can still be opened. */
    get(assertion: string): string | undefined {
      const partition = partitions.get(hash('find', assertion).toString('hex'));
      if (partition === undefined || partition.until <= now()) return undefined;
      return open(partition.sealed, hash('open', assertion));
    },
    /** @param until when the assertion ends, in milliseconds since 1970 */
    set(assertion: string, cache: string, until: number): void {
      const key = hash('find', assertion).toString('hex');
      partitions.delete(key);
      partitions.set(key, { sealed: seal(cache, hash('open', assertion)), until });
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

const hash = (purpose: string, assertion: string): Buffer =>
  createHash('sha256').update(`${purpose}\n${assertion}`).digest();

function seal(text: string, key: Buffer): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function open(sealed: Buffer, key: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8');
}
