import { SignInError } from '../errors/sign-in-error.ts';

const clockTolerance = 60_000;

/** @param authenticatedAt and `now`: milliseconds since 1970; `maxAge`: seconds */
export function isRecent(
  authenticatedAt: number | undefined,
  maxAge: number,
  now: number,
): boolean {
  return authenticatedAt !== undefined && now - authenticatedAt <= maxAge * 1000 + clockTolerance;
}

// #region auth-time
/**
 * OpenID Connect Core §3.1.3.7, 13. The browser carries `max_age` to the identity provider, so its user can
 * remove it there: only the ID token shows when the user really signed in.
 * @param authTime seconds since 1970
 */
export function checkAuthTime(authTime: number | undefined, maxAge: number, now: number): void {
  if (authTime === undefined)
    throw new SignInError('auth_time_missing', { detail: 'the ID token has no auth_time' });
  if (!isRecent(authTime * 1000, maxAge, now))
    throw new SignInError('sign_in_too_old', { detail: 'auth_time is older than max_age' });
}
// #endregion auth-time
