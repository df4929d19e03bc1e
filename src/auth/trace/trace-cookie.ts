import { type CookieJar, hostCookie } from '../../../samples/web-app/sign-in/index.ts';
import { TraceStore, traceLifetime } from './trace-store.ts';

/** The cookie that finds a browser's trace for one tenant type. It is set only once the visitor does something. */
export interface TraceCookie {
  /** The trace's key; undefined if there is none. */
  read(jar: CookieJar): string | undefined;
  /** Starts a new trace, with a key that no one can have planted in this browser before. */
  renew(jar: CookieJar): string;
  clear(jar: CookieJar): void;
}

/** As `TraceStore.newKey` makes them. */
const keyFormat = /^[\w-]{43}$/;

/**
 * The key is random and names nobody, so it needs no seal: any other key opens no trace.
 * @param prefix what this site's cookies for the tenant type begin with
 */
export function traceCookie(prefix: string, secure: boolean): TraceCookie {
  const cookie = hostCookie({ prefix, secure }, 'trace');
  return {
    read(jar) {
      const value = cookie.get(jar);
      return value !== undefined && keyFormat.test(value) ? value : undefined;
    },
    renew(jar) {
      const key = TraceStore.newKey();
      cookie.set(jar, key, traceLifetime);
      return key;
    },
    clear: (jar) => cookie.clear(jar),
  };
}
