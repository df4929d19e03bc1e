import { createSecretKey } from 'node:crypto';
import { z } from 'zod';
import { type CookieJar, type CookieSetting, hostCookie } from './cookie.ts';
import { decrypt, encrypt } from './encryption.ts';
import { isSealed, sealedCookie } from './sealed-cookie.ts';
import { secretKeys } from './secret-keys.ts';

const Content = z.object({ until: z.number(), data: z.unknown() });

// #region encrypted-cookie
/**
 * A kind of cookie whose content only this app can read or create, like a sealed one. Every sign-in opens
 * one and anyone can present some, so it must cost little: one step of AES-GCM, where a seal takes four.
 */
export function encryptedCookie<Data extends object>(
  setting: CookieSetting,
  kind: string,
  schema: z.ZodType<Data>,
) {
  const { secrets, registration, now } = setting;
  const cookie = hostCookie(setting, kind);
  const former = sealedCookie(setting, kind, schema);
  const purpose = `${kind} cookie ${registration}`;
  const [newest, ...older] = secretKeys(secrets, purpose);
  const newestKey = createSecretKey(newest.key);
  const keys = [newestKey, ...older.map(({ key }) => createSecretKey(key))];

  function open(value: string): Data | undefined {
    for (const key of keys) {
      const text = decrypt(value, key, purpose);
      if (text === undefined) continue;
      const { until, data } = Content.parse(JSON.parse(text));
      return now() < until ? schema.safeParse(data).data : undefined;
    }
    return undefined;
  }

  return {
    has: (cookies: CookieJar, id?: string): boolean => cookie.get(cookies, id) !== undefined,
    /** undefined also for a cookie that this app didn't encrypt, or that has expired. */
    async read(cookies: CookieJar, id?: string): Promise<Data | undefined> {
      const value = cookie.get(cookies, id) ?? '';
      // The version before sealed it: a sign-in that is in progress during an update goes on.
      return isSealed(value) ? former.read(cookies, id) : open(value);
    },
    /** @throws RangeError if it doesn't fit in a cookie */
    write(cookies: CookieJar, data: Data, secondsToLive: number, id?: string): void {
      const until = now() + secondsToLive * 1000;
      const value = encrypt(JSON.stringify({ until, data }), newestKey, purpose);
      cookie.set(cookies, value, secondsToLive, id);
    },
    clear: cookie.clear,
    ids: cookie.ids,
  };
}
// #endregion encrypted-cookie
