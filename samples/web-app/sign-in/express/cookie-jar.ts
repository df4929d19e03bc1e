import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { CookieJar } from '../session/sealed-cookie.ts';

/** Names that this app gives. Any other, Express would refuse to clear. */
const ownName = /^[\w.-]+$/;

/** The cookies of one request and its response, as the relying party wants them. */
export function cookieJar(request: Request, response: Response): CookieJar {
  // A kept parser: it trims spaces and tabs only (RFC 6265bis §5.6), as browsers do. To trim more would
  // let a sibling domain plant "\xA0__Host-…", which no browser holds to the rules of that prefix.
  // Of two cookies with one name the first counts, since browsers send the more specific one first.
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
