import { SignInError } from '../../../samples/web-app/auth/index.ts';
import type { Visit } from '../visit.ts';
import { door, homeOf } from './door.ts';

/** GET /auth/redirect/<tenant-type>: the provider's answer, by way of the browser. */
export async function redirect(visit: Visit): Promise<URL> {
  const { tenant, cookies, recorder, url, demo } = visit;
  const sentTo = await visit.sentTo('sign-in-answer', 'sign-in-needed', 'password-reset');
  if (sentTo)
    recorder.add('authorize', 'browser', 'provider', { unseen: true, method: 'GET', url: sentTo });
  const answer = url.searchParams.has('error') ? 'authorize-error' : 'authorize-answer';
  if (sentTo) recorder.add(answer, 'provider', 'browser', { unseen: true, url });
  visit.asked('callback', 'GET');

  let returnTo: string;
  try {
    ({ returnTo } = await tenant.relyingParty.redirect(cookies, url));
  } catch (error) {
    if (!(error instanceof SignInError && error.code === 'password_reset_requested')) throw error;
    return await toPasswordReset(visit, error.returnTo ?? homeOf(tenant.tenantType));
  }
  visit.cachedUnlessAsked('keys');
  const location = new URL(returnTo, demo.environment.siteOrigin);
  visit.answered('signed-in', location);
  visit.outcome = { kind: 'signed-in' };
  return location;
}

/** B2C's answer to “Forgot your password?” is an error, on which the app starts another user flow. */
async function toPasswordReset(visit: Visit, returnTo: string): Promise<URL> {
  const { tenant, cookies } = visit;
  const authorizeUrl = await tenant.relyingParty.signIn(cookies, {
    returnTo,
    userFlow: 'resetPassword',
  });
  visit.answered('password-reset', authorizeUrl);
  return authorizeUrl;
}

export const prerender = false;
export const GET = door(redirect, { trace: 'never' });
