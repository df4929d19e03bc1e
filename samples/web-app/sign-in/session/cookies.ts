import type { z } from 'zod';
import { createSeal } from './sealed.ts';

export interface CookieOptions {
  httpOnly: true;
  secure: boolean;
  sameSite: 'lax';
  path: '/';
  /** Seconds; 0 clears the cookie. */
  maxAge: number;
}

/** What the relying party needs of a web framework. */
export interface CookieJar {
  get(name: string): string | undefined;
  names(): readonly string[];
  /** The value '' with `maxAge` 0 clears. */
  set(name: string, value: string, options: CookieOptions): void;
}

/** One kind of cookie. Several of a kind, one for each tab that signs in, differ by `id`. */
export interface SealedCookie<Content> {
  has(cookies: CookieJar, id?: string): boolean;
  /** undefined also for a cookie that this app did not seal, or that is over. */
  read(cookies: CookieJar, id?: string): Promise<Content | undefined>;
  write(cookies: CookieJar, content: Content, secondsToLive: number, id?: string): Promise<void>;
  clear(cookies: CookieJar, id?: string): void;
  /** Those that came with the request, sealed by this app or not, in the order of the request. */
  ids(cookies: CookieJar): string[];
}

/** What all cookies of one registration have in common. */
export interface CookieSetting {
  prefix: string;
  secure: boolean;
  secrets: readonly string[];
  /** No other registration opens these cookies, though it may share the secrets. */
  registration: string;
  now: () => number;
}

// #region cookie-names
/**
 * On https the names begin with `__Host-`: the browser then insists on Secure, Path=/ and no Domain.
 * On http://localhost browsers disagree about that prefix, so it is left out there and only there.
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
