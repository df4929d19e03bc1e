import { hkdfSync } from 'node:crypto';
import { sealData, unsealData } from 'iron-session';
import type { z } from 'zod';

export interface Seal {
  seal(data: Record<string, unknown>, secondsToLive: number): Promise<string>;
  /** undefined for anything that this seal did not make, that was changed, or that is over: never throws. */
  open<T>(schema: z.ZodType<T>, sealed: string): Promise<T | undefined>;
}

// #region seal
/**
 * Encrypts and signs what a cookie holds (iron-session). Each purpose has a key of its own, derived by
 * HKDF, so a sealed transaction is never accepted as a session, nor that of one registration at another.
 * The first secret seals; the others still open what was sealed before the secret was changed.
 */
export function createSeal(secrets: readonly string[], purpose: string): Seal {
  const passwords = secrets.map((secret) => passwordFor(secret, purpose));
  const [newest] = passwords;
  if (newest === undefined || secrets.some((secret) => secret.length < 32))
    throw new RangeError('A session secret must be at least 32 characters long.');
  const all = Object.fromEntries(passwords);
  return {
    seal: (data, ttl) => sealData(data, { password: Object.fromEntries([newest]), ttl }),
    async open(schema, sealed) {
      try {
        // The lifetime is inside the seal; `ttl` here only widens the tolerance for clock skew.
        return schema.safeParse(await unsealData(sealed, { password: all })).data;
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
