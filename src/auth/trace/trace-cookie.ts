import { sealData, unsealData } from 'iron-session';
import { z } from 'zod';
import type { CookieJar } from '../../../samples/web-app/sign-in/index.ts';
import { TraceStore, traceLifetime } from './trace-store.ts';

const content = z.object({ key: z.string().min(32).max(64) });

/** The cookie that finds a browser's trace of one tenant type. It is written when the learner acts, not before. */
export class TraceCookie {
  readonly #name: string;
  readonly #password: string;
  readonly #secure: boolean;

  /** @param password at least 32 characters, used for nothing else */
  constructor(options: { name: string; password: string; secure: boolean }) {
    this.#secure = options.secure;
    // Browsers refuse the prefix on plain http.
    this.#name = options.secure ? `__Host-${options.name}` : options.name;
    this.#password = options.password;
  }

  /** The key of the trace; undefined without a cookie or with one that was tampered with. */
  async read(jar: CookieJar): Promise<string | undefined> {
    const sealed = jar.get(this.#name);
    if (sealed === undefined) return undefined;
    try {
      const opened: unknown = await unsealData(sealed, {
        password: this.#password,
        ttl: traceLifetime,
      });
      return content.safeParse(opened).data?.key;
    } catch {
      return undefined;
    }
  }

  /** Starts a new trace: a key that nobody can have planted in this browser before. */
  async renew(jar: CookieJar): Promise<string> {
    const key = TraceStore.newKey();
    const sealed = await sealData({ key }, { password: this.#password, ttl: traceLifetime });
    jar.set(this.#name, sealed, {
      httpOnly: true,
      secure: this.#secure,
      sameSite: 'lax',
      path: '/',
      maxAge: traceLifetime,
    });
    return key;
  }
}
