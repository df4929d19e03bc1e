import { sealData, unsealData } from 'iron-session';
import { z } from 'zod';
import { type CookieJar, type CookieSetting, hostCookie } from './cookie.ts';
import { secretKeys } from './secret-keys.ts';

// #region sealed-cookie
/** A kind of cookie whose content only this app can read or create. */
export function sealedCookie<Content extends object>(
  setting: CookieSetting,
  kind: string,
  schema: z.ZodType<Content>,
) {
  const cookie = hostCookie(setting, kind);
  const { secrets, registration, now } = setting;
  const seal = createSeal(secrets, `${kind} ${registration}`, now);
  return {
    /** undefined also for a cookie that this app didn't seal, or that has expired. */
    async read(cookies: CookieJar, id?: string): Promise<Content | undefined> {
      const value = cookie.get(cookies, id);
      return isSealed(value) ? seal.open(schema, value) : undefined;
    },
    /** @throws RangeError if it doesn't fit in a cookie */
    async write(cookies: CookieJar, content: Content, seconds: number, id?: string): Promise<void> {
      cookie.set(cookies, await seal.seal(content, seconds), seconds, id);
    },
    clear: cookie.clear,
  };
}
// #endregion sealed-cookie

/** Whether it looks like a seal. Trying to open anything else costs as much as opening one. */
export function isSealed(value: string | undefined): value is string {
  return value?.startsWith('Fe26.2*') === true;
}

interface Seal {
  seal(data: object, secondsToLive: number): Promise<string>;
  /** undefined for anything that this seal didn't create, or that was changed or has expired; never throws. */
  open<T>(schema: z.ZodType<T>, sealed: string): Promise<T | undefined>;
}

const Sealed = z.object({ until: z.number(), data: z.unknown() });

// #region seal
/**
 * Encrypts and signs what a cookie holds (iron-session). Each purpose has its own key, so a sealed transaction
 * is never accepted as something else, or one registration's cookie by another.
 * The first secret seals; the others still open what was sealed before the secret was changed.
 * @throws RangeError for a secret of fewer than 32 characters
 */
export function createSeal(
  secrets: readonly string[],
  purpose: string,
  now: () => number = Date.now,
): Seal {
  const keys = secretKeys(secrets, purpose);
  const passwords = keys.map(({ id, key }) => [`1${id}`, asPassword(key)] as const);
  // As the version before sealed: cookies that are open during an update stay valid.
  const former = keys.map(({ id, key }) => [String(id), key.toString('base64')] as const);
  const newest = Object.fromEntries(passwords.slice(0, 1));
  const all = Object.fromEntries([...passwords, ...former]);
  return {
    seal(data, secondsToLive) {
      // The expiry is inside. iron-session's own (0: none) is a minute late and uses the real clock.
      const until = now() + secondsToLive * 1000;
      return sealData({ until, data }, { password: newest, ttl: 0 });
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

/**
 * From a password, iron-session derives keys with PBKDF2, twice for every seal. These are keys already, and it
 * takes bytes as they are. Its types name only strings.
 */
function asPassword(key: Uint8Array): string {
  return key as Uint8Array & string;
}
