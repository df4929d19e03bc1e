import { z } from 'zod';
import {
  type CookieJar,
  type CookieSetting,
  sealedCookie,
} from '../../../samples/web-app/sign-in/index.ts';
import { TraceStore, traceLifetime } from './trace-store.ts';

const Content = z.object({ key: z.string().min(32).max(64) });

/** The cookie that finds a browser's trace for one tenant type. It is set only once the visitor does something. */
export interface TraceCookie {
  /** The trace's key; undefined if there is no cookie, or it was tampered with. */
  read(jar: CookieJar): Promise<string | undefined>;
  /** Starts a new trace, with a key that no one can have planted in this browser before. */
  renew(jar: CookieJar): Promise<string>;
}

export function traceCookie(setting: CookieSetting): TraceCookie {
  const cookie = sealedCookie(setting, 'trace', Content);
  return {
    read: async (jar) => (await cookie.read(jar))?.key,
    async renew(jar) {
      const key = TraceStore.newKey();
      await cookie.write(jar, { key }, traceLifetime);
      return key;
    },
  };
}
