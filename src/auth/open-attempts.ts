import type { CookieJar, TenantType } from '../../samples/web-app/sign-in/index.ts';

const atMost = 3;

/**
 * Forgets what was begun elsewhere and not finished. Each attempt is a cookie; four tenant types with five
 * attempts each would together be longer than the 16 KiB of headers that Node accepts.
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
