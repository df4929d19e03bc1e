import type { AstroCookies } from 'astro';
import { parseCookie } from 'cookie';
import type { CookieJar } from '../../samples/web-app/sign-in/index.ts';

/** Names like those this site gives. Astro refuses to clear any other. */
const ownName = /^[\w.-]+$/;

/** Astro's cookies as the relying party's cookie jar. */
export function cookieJar(request: Request, cookies: AstroCookies): CookieJar {
  const sent = Object.keys(parseCookie(request.headers.get('cookie') ?? ''));
  const written = new Set<string>();
  return {
    get: (name) => cookies.get(name)?.value || undefined,
    names: () =>
      [...new Set([...sent, ...written])].filter(
        (name) => ownName.test(name) && Boolean(cookies.get(name)?.value),
      ),
    set: (name, value, options) => {
      written.add(name);
      cookies.set(name, value, options);
    },
  };
}
