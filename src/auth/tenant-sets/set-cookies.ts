import {
  type CookieJar,
  hostCookie,
  safeReturnTo,
} from '../../../samples/web-app/sign-in/index.ts';
import type { OwnTenantSet } from './tenant-sets.ts';

const format = /^[0-9a-f]{12}\.[\w-]{43}$/;
const oneHour = 60 * 60;

/** The cookies of a visitor who has practice tenants of their own. They're first set in response to a POST. */
export interface SetCookies {
  /** What names the visitor's set, whether or not it's still there. */
  read(jar: Pick<CookieJar, 'get'>): string | undefined;
  /** Keeps it as long as the set lasts, which each use of it extends. */
  keep(jar: CookieJar, own: OwnTenantSet, now?: number): void;
  /** Forgets the set, and all that the demos keep for sets other than `but`. */
  forgetOthers(jar: CookieJar, but?: string): void;
  /** Where the visitor's last action started, to go back to once their tenants have ended; a path of this site. */
  lastPage(jar: CookieJar): string | undefined;
  keepLastPage(jar: CookieJar, path: string): void;
}

/** What the cookies of a demo begin with, for one set. */
export const setPrefix = (demoPrefix: string, set: string): string => `${demoPrefix}.set-${set}`;

const ofSet = /\.set-([0-9a-f]{12})\./;

export function setCookies(siteOrigin: string): SetCookies {
  const secure = siteOrigin.startsWith('https:');
  const tenants = hostCookie({ prefix: 'lab', secure }, 'tenants');
  const last = hostCookie({ prefix: 'lab', secure }, 'last-page');
  const cleared = { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: 0 } as const;
  return {
    read(jar) {
      const value = jar.get(`${secure ? '__Host-' : ''}lab.tenants`);
      return value !== undefined && format.test(value) ? value : undefined;
    },
    keep: (jar, { cookie, ends }, now = Date.now()) =>
      tenants.set(jar, cookie, Math.max(0, (ends - now) / 1000)),
    forgetOthers(jar, but) {
      for (const name of jar.names()) {
        const set = ofSet.exec(name)?.[1];
        if (set !== undefined && set !== but) jar.set(name, '', cleared);
      }
      if (but !== undefined) return;
      tenants.clear(jar);
      last.clear(jar);
    },
    lastPage: (jar) => safeReturnTo(last.get(jar), '') || undefined,
    keepLastPage: (jar, path) => last.set(jar, path, oneHour),
  };
}
