import type { Request, Response } from 'express';
import type { CookieJar } from './auth/index.ts';

/** Names that this app gives. Any other, Express would refuse to clear. */
const ownName = /^[\w.-]+$/;

/** The cookies of one request and its response, as the relying party wants them. */
export function cookieJar(request: Request, response: Response): CookieJar {
  const cookies = new Map<string, string>();
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    // Of two cookies with one name the first counts, as browsers send the more specific one first.
    if (at > 0 && ownName.test(name) && !cookies.has(name))
      cookies.set(name, pair.slice(at + 1).trim());
  }
  return {
    get: (name) => cookies.get(name),
    names: () => [...cookies.keys()],
    set(name, value, { maxAge, ...options }) {
      if (maxAge > 0) cookies.set(name, value);
      else cookies.delete(name);
      response.cookie(name, value, { ...options, maxAge: maxAge * 1000, encode: String });
    },
  };
}
