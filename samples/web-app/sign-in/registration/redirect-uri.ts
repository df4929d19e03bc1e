import { isPlaceholder } from './environment.ts';

/** Addresses where the library itself listens. */
export const ownPaths = ['/auth/sign-in', '/auth/sign-out', '/auth/front-channel-logout'];

/** How a web framework compares paths: `/Profile/` is `/profile`. */
export const routeOf = (uri: string): string =>
  (URL.parse(uri)?.pathname ?? '').toLowerCase().replace(/(?<=.)\/+$/, '');

export const isLocal = ({ hostname }: URL) =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** @param port where the app listens */
export function mistakesInRedirectUri(uri: string, port: number): string[] {
  if (uri === '' || isPlaceholder(uri)) return [];
  const url = URL.parse(uri);
  if (url === null)
    return [`REDIRECT_URI isn't an address: use http://localhost:${port}/auth/redirect.`];
  if (routeOf(uri) === '/' || ownPaths.includes(routeOf(uri)))
    return [
      `REDIRECT_URI must have a path that the app uses for nothing else: use ${url.origin}/auth/redirect, and register exactly that.`,
    ];
  // Other characters mean something to the router, and the tenant never sends what follows a number sign.
  if (!/^[\w/.~-]+$/.test(url.pathname) || uri.includes('#') || url.search !== '')
    return [
      `REDIRECT_URI must be a plain address without ?, #, or special characters: use ${url.origin}/auth/redirect, and register exactly that.`,
    ];
  if (url.protocol === 'https:' && isLocal(url))
    return [
      `REDIRECT_URI begins with https://, but on ${url.hostname} this app serves http: use http://localhost:${port}${url.pathname}, and register exactly that.`,
    ];
  if (url.protocol === 'https:') return [];
  if (url.protocol !== 'http:' || !isLocal(url))
    return ['REDIRECT_URI must begin with https://; http:// is allowed only for localhost.'];
  if (url.hostname !== 'localhost')
    return [
      `REDIRECT_URI names ${url.hostname}: use localhost instead, because browsers and your tenant treat them as different hosts.`,
    ];
  return Number(url.port || '80') === port
    ? []
    : [
        `REDIRECT_URI names port ${url.port || '80'}, but the app listens on PORT ${port}: use the same port in both.`,
      ];
}
