import type { CookieJar, TenantType } from '../../samples/web-app/sign-in/index.ts';

const atMost = 3;

/**
 * Forgets unfinished attempts of other tenant types. Each attempt is a cookie, and four tenant types with
 * five attempts each would exceed the 16 KiB of headers that Node.js accepts.
 */
export function forgetAttemptsElsewhere(
  cookies: CookieJar,
  tenantType: TenantType,
  secure: boolean,
): void {
  const elsewhere = cookies
    .names()
    .filter((name) => name.includes('.transaction.') && !name.includes(`.${tenantType}.`));
  for (const name of elsewhere.slice(0, -atMost)) {
    cookies.set(name, '', { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: 0 });
  }
}
