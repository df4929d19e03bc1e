import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { CookieJar } from '../session/cookie.ts';

/** Names like those this app gives. Express refuses to clear any other. */
const ownName = /^[\w.-]+$/;

const asSent = { decode: String };

/** The cookies of one request and its response, as the relying party needs them. */
export function cookieJar(request: Request, response: Response): CookieJar {
  // This parser trims only spaces and tabs (RFC 6265bis §5.6), as browsers do. Trimming more would let a
  // sibling domain plant "\xA0__Host-…", to which browsers don't apply the rules of that prefix.
  const sent = (request.headers.cookie ?? '')
    .split(';')
    .flatMap((pair) => Object.entries(parseCookie(pair, asSent)));
  // This app sets each cookie once, for all paths. A second one was planted, and no one can tell which.
  const times = new Map<string, number>();
  for (const [name] of sent) times.set(name, (times.get(name) ?? 0) + 1);
  const cookies = new Map(sent.filter(([name]) => ownName.test(name) && times.get(name) === 1));
  return {
    get: (name) => cookies.get(name),
    all: (name) => sent.flatMap(([each, value]) => (each === name && value ? [value] : [])),
    names: () => [...cookies.keys()],
    set(name, value, { maxAge, ...options }) {
      if (maxAge > 0) cookies.set(name, value);
      else cookies.delete(name);
      response.cookie(name, value, { ...options, maxAge: maxAge * 1000, encode: String });
    },
  };
}
