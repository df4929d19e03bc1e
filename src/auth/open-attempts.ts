import type { CookieJar } from '../../samples/web-app/sign-in/index.ts';
import type { DemoName } from '../scenarios/demos.ts';

const atMost = 3;

/**
 * Forgets unfinished attempts of other demos. Each attempt is a cookie, and seven demos with five attempts each would exceed the 16 KiB of headers that Node.js accepts.
 */
export function forgetAttemptsElsewhere(
  cookies: CookieJar,
  demoName: DemoName,
  secure: boolean,
): void {
  const elsewhere = cookies
    .names()
    .filter((name) => name.includes('.transaction.') && !name.includes(`.${demoName}.`));
  for (const name of elsewhere.slice(0, -atMost)) {
    cookies.set(name, '', { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: 0 });
  }
}
