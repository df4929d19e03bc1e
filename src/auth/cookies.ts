import type { AstroCookies } from 'astro';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { CookieJar } from '../../samples/web-app/sign-in/index.ts';

/** Names like those this site gives. Astro refuses to clear any other. */
const ownName = /^[\w.-]+$/;

const sentPairs = (header: string): [name: string, value: string | undefined][] =>
  header.split(';').flatMap((pair) => Object.entries(parseCookie(pair)));

/**
 * This site sets each cookie once, for all paths. Of two with one name, one was planted, perhaps by
 * another port of localhost or for a longer path, and nothing tells which: neither counts.
 */
function timesOf(sent: readonly [string, unknown][]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const [name] of sent) times.set(name, (times.get(name) ?? 0) + 1);
  return times;
}

/** The cookies of a request that Astro doesn't get, to read only. */
export function sentCookies(header = ''): Pick<CookieJar, 'get'> {
  const sent = sentPairs(header);
  const times = timesOf(sent);
  const values = new Map(sent);
  return {
    get: (name) => (times.get(name) === 1 ? values.get(name) || undefined : undefined),
  };
}

/** For a response that Astro doesn't make: a jar that nothing was sent in, and the headers of what was set. */
export function responseCookies(): { jar: CookieJar; headers: readonly string[] } {
  const headers: string[] = [];
  const jar: CookieJar = {
    get: () => undefined,
    all: () => [],
    names: () => [],
    set: (name, value, options) => {
      headers.push(stringifySetCookie({ name, value, ...options }));
    },
  };
  return { jar, headers };
}

/** Astro's cookies as the relying party's cookie jar. */
export function cookieJar(request: Request, cookies: AstroCookies): CookieJar {
  const sent = sentPairs(request.headers.get('cookie') ?? '');
  const times = timesOf(sent);
  const written = new Set<string>();
  const counted = (name: string) =>
    written.has(name) || times.get(name) === 1 ? cookies.get(name)?.value || undefined : undefined;
  return {
    get: counted,
    all: (name) => sent.flatMap(([each, value]) => (each === name && value ? [value] : [])),
    names: () =>
      [...new Set([...times.keys(), ...written])].filter(
        (name) => ownName.test(name) && counted(name) !== undefined,
      ),
    set: (name, value, options) => {
      written.add(name);
      cookies.set(name, value, options);
    },
  };
}
