import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { CookieJar } from '../session/sealed-cookie.ts';

/** Names like those this app gives. Express refuses to clear any other. */
const ownName = /^[\w.-]+$/;

/** The cookies of one request and its response, as the relying party needs them. */
export function cookieJar(request: Request, response: Response): CookieJar {
  // This parser trims only spaces and tabs (RFC 6265bis §5.6), as browsers do. Trimming more would let a
  // sibling domain plant "\xA0__Host-…", to which browsers don't apply the rules of that prefix.
  // If two cookies have the same name, the first counts: browsers send the more specific one first.
  const sent = parseCookie(request.headers.cookie ?? '', { decode: (value) => value });
  const cookies = new Map(Object.entries(sent).filter(([name]) => ownName.test(name)));
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
