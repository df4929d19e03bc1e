import { hkdfSync } from 'node:crypto';
import { sealData, unsealData } from 'iron-session';
import { z } from 'zod';

export interface Seal {
  seal(data: object, secondsToLive: number): Promise<string>;
  /** undefined for anything that this seal did not make, that was changed, or that is over: never throws. */
  open<T>(schema: z.ZodType<T>, sealed: string): Promise<T | undefined>;
}

const Sealed = z.object({ until: z.number(), data: z.unknown() });

// #region seal
/**
 * Encrypts and signs what a cookie holds (iron-session). Each purpose has a key of its own, derived by
 * HKDF, so a sealed transaction is never accepted as a session, nor that of one registration at another.
 * The first secret seals; the others still open what was sealed before the secret was changed.
 * @throws RangeError for a secret of fewer than 32 characters
 */
export function createSeal(
  secrets: readonly string[],
  purpose: string,
  now: () => number = Date.now,
): Seal {
  const passwords = secrets.map((secret) => passwordFor(secret, purpose));
  const [newest] = passwords;
  if (newest === undefined || secrets.some((secret) => secret.length < 32))
    throw new RangeError('A session secret must be at least 32 characters long.');
  const all = Object.fromEntries(passwords);
  return {
    seal(data, secondsToLive) {
      // The end stands inside. iron-session's own (0: none) is a minute late, and in its own time.
      const until = now() + secondsToLive * 1000;
      return sealData({ until, data }, { password: Object.fromEntries([newest]), ttl: 0 });
    },
    async open(schema, sealed) {
      try {
        const { until, data } = Sealed.parse(await unsealData(sealed, { password: all, ttl: 0 }));
        return now() < until ? schema.safeParse(data).data : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
// #endregion seal

/** iron-session finds the password by its number: take the number from the key, so it survives rotation. */
function passwordFor(secret: string, purpose: string): readonly [id: string, password: string] {
  const key = Buffer.from(hkdfSync('sha256', secret, 'sign-in', purpose, 36));
  return [String(key.readUInt32BE(32)), key.subarray(0, 32).toString('base64')];
}
