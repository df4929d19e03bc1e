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
 * One kind of cookie. Several of one kind, one for each tab that signs in, differ by `id`.
 * On https, the names begin with `__Host-`: the browser then insists on Secure, Path=/, and no Domain.
 * On http://localhost, browsers disagree about that prefix, so it is left out there and only there.
 */
export function hostCookie(
  { prefix, secure }: Pick<CookieSetting, 'prefix' | 'secure'>,
  kind: string,
) {
  const first = `${secure ? '__Host-' : ''}${prefix}.${kind}`;
  const options = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
  return {
    get: (cookies: CookieJar, id = '') => cookies.get(first + id),
    set: (cookies: CookieJar, value: string, seconds: number, id = '') =>
      cookies.set(first + id, value, { ...options, maxAge: Math.ceil(seconds) }),
    clear: (cookies: CookieJar, id = '') => cookies.set(first + id, '', { ...options, maxAge: 0 }),
    /** The ones that came with the request, in its order, whether this app created them or not. */
    ids: (cookies: CookieJar) =>
      cookies
        .names()
        .filter((name) => name.startsWith(first))
        .map((name) => name.slice(first.length)),
  };
}
// #endregion cookie-names
