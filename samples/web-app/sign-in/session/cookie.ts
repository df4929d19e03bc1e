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
  /** Every value that the browser sent under this name. More than one: someone else set some of them. */
  all(name: string): readonly string[];
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

/** In bytes, for the name and the value together (RFC 6265bis §5.6). */
const longest = 4096;

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
    all: (cookies: CookieJar) => cookies.all(first),
    /** @throws RangeError if it doesn't fit in a cookie: browsers would drop it without a word */
    set(cookies: CookieJar, value: string, seconds: number, id = ''): void {
      const name = first + id;
      if (name.length + value.length > longest)
        throw new RangeError(`The cookie ${name} would be too large: ask for fewer scopes.`);
      cookies.set(name, value, { ...options, maxAge: Math.ceil(seconds) });
    },
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
