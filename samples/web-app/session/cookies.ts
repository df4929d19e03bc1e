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

export interface CookieNames {
  session: string;
  signOut: string;
  transactions: string;
  write(cookies: CookieJar, name: string, value: string, maxAge: number): void;
  clear(cookies: CookieJar, name: string): void;
}

// #region cookie-names
/**
 * On https the names begin with `__Host-`: the browser then insists on Secure, Path=/ and no Domain.
 * On http://localhost browsers disagree about that prefix, so it is left out there and only there.
 */
export function cookieNames(prefix: string, secure: boolean): CookieNames {
  const name = `${secure ? '__Host-' : ''}${prefix}`;
  const options = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
  return {
    session: `${name}.session`,
    signOut: `${name}.sign-out`,
    transactions: `${name}.transaction.`,
    write: (cookies, each, value, maxAge) => cookies.set(each, value, { ...options, maxAge }),
    clear: (cookies, each) => cookies.set(each, '', { ...options, maxAge: 0 }),
  };
}
// #endregion cookie-names
