import { hkdfSync } from 'node:crypto';
import { sealData, unsealData } from 'iron-session';
import { z } from 'zod';

export interface CookieOptions {
  httpOnly: true;
  secure: boolean;
  sameSite: 'lax';
  path: '/';
  /** Seconds; 0 clears the cookie. */
  maxAge: number;
}

/** What the relying party needs from a web framework. */
export interface CookieJar {
  get(name: string): string | undefined;
  names(): readonly string[];
  /** The value '' with `maxAge` 0 clears. */
  set(name: string, value: string, options: CookieOptions): void;
}

/** One kind of cookie. Several of one kind, one for each tab that signs in, differ by `id`. */
interface SealedCookie<Content> {
  has(cookies: CookieJar, id?: string): boolean;
  /** undefined also for a cookie that this app didn't seal, or that has expired. */
  read(cookies: CookieJar, id?: string): Promise<Content | undefined>;
  write(cookies: CookieJar, content: Content, secondsToLive: number, id?: string): Promise<void>;
  clear(cookies: CookieJar, id?: string): void;
  /** The ones that came with the request, in its order, whether this app sealed them or not. */
  ids(cookies: CookieJar): string[];
}

/** What all cookies of one registration have in common. */
export interface CookieSetting {
  prefix: string;
  secure: boolean;
  secrets: readonly string[];
  /** No other registration can open these cookies, even if it shares the secrets. */
  registration: string;
  now: () => number;
}

// #region cookie-names
/**
 * On https, the names begin with `__Host-`: the browser then insists on Secure, Path=/, and no Domain.
 * On http://localhost, browsers disagree about that prefix, so it is left out there and only there.
 */
export function sealedCookie<Content extends object>(
  { prefix, secure, secrets, registration, now }: CookieSetting,
  kind: string,
  schema: z.ZodType<Content>,
): SealedCookie<Content> {
  const first = `${secure ? '__Host-' : ''}${prefix}.${kind}`;
  const nameOf = (id = '') => `${first}${id}`;
  const options = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
  const seal = createSeal(secrets, `${kind} ${registration}`, now);
  return {
    has: (cookies, id) => cookies.get(nameOf(id)) !== undefined,
    read: (cookies, id) => seal.open(schema, cookies.get(nameOf(id)) ?? ''),
    async write(cookies, content, seconds, id) {
      const sealed = await seal.seal(content, seconds);
      cookies.set(nameOf(id), sealed, { ...options, maxAge: Math.ceil(seconds) });
    },
    clear: (cookies, id) => cookies.set(nameOf(id), '', { ...options, maxAge: 0 }),
    ids: (cookies) =>
      cookies
        .names()
        .filter((name) => name.startsWith(first))
        .map((name) => name.slice(first.length)),
  };
}
// #endregion cookie-names

interface Seal {
  seal(data: object, secondsToLive: number): Promise<string>;
  /** undefined for anything that this seal didn't create, or that was changed or has expired; never throws. */
  open<T>(schema: z.ZodType<T>, sealed: string): Promise<T | undefined>;
}

const Sealed = z.object({ until: z.number(), data: z.unknown() });

// #region seal
/**
 * Encrypts and signs what a cookie holds (iron-session). Each purpose has its own key, derived with HKDF,
 * so a sealed transaction is never accepted as a session, or one registration's cookie by another.
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
      // The expiry is inside. iron-session's own (0: none) is a minute late and uses the real clock.
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

/** iron-session finds the password by its number. The number comes from the key, so it survives a rotation. */
function passwordFor(secret: string, purpose: string): readonly [id: string, password: string] {
  const key = Buffer.from(hkdfSync('sha256', secret, 'sign-in', purpose, 36));
  return [String(key.readUInt32BE(32)), key.subarray(0, 32).toString('base64')];
}
