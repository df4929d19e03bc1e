import { SignInError, SignInRequired } from '../../../samples/web-app/sign-in/index.ts';
import { apiOutcome } from '../api-outcome.ts';
import { asksForProof } from '../asks-for-proof.ts';
import { demoPath } from '../demo-path.ts';
import { signInNeeded } from '../sign-in-needed.ts';
import type { Visit } from '../visit.ts';
import { visitRoute } from '../visit-route.ts';

/** GET /auth/redirect/<demo>: the identity provider's response, through the browser. */
export async function redirect(visit: Visit): Promise<URL> {
  const { tenant, cookies, recorder, url, demo } = visit;
  const sentTo = await visit.sentTo('sign-in-answer', 'sign-in-needed', 'password-reset');
  if (sentTo) {
    const asked = { unseen: true, method: 'GET', url: sentTo.url } as const;
    recorder.add('authorize', 'browser', 'provider', asked);
    const answer = url.searchParams.has('error') ? 'authorize-error' : 'authorize-answer';
    recorder.add(answer, 'provider', 'browser', { unseen: true, url });
  }
  visit.asked('callback', 'GET');

  let returnTo: string;
  try {
    ({ returnTo } = await tenant.relyingParty.redirect(cookies, url));
  } catch (error) {
    const asked = error instanceof SignInError && error.code === 'password_reset_requested';
    if (!asked || !tenant.registration.userFlows?.resetPassword) throw error;
    return await toPasswordReset(visit, error.returnTo ?? demoPath(tenant.demoName));
  }
  const { siteOrigin } = demo;
  if (!recorder.has('redeem')) {
    // Already signed in: a canceled profile edit, or a response that came twice.
    const canceled = url.searchParams.has('error');
    const back = new URL(canceled ? returnTo : demoPath(tenant.demoName), siteOrigin);
    visit.answered(canceled ? 'unchanged' : 'used-before', back);
    return back;
  }
  const location = new URL(returnTo, siteOrigin);
  visit.cachedUnlessAsked('keys');
  visit.outcome = { kind: 'signed-in' };
  demo.reports.signIn('completed');
  if (sentTo?.kind === 'sign-in-needed') {
    const needed = await callApiAfterAll(visit);
    // Once a permission is granted, the API can ask for a second factor. The app asks for it once: asking
    // again wouldn't bring more.
    if (needed?.claims && !asksForProof(sentTo.claims))
      return await signInNeeded(visit, needed, returnTo);
  }
  visit.answered('signed-in', location);
  return location;
}

/**
 * The sign-in was for an API call: the user doesn't have to select the button again.
 * @returns what the call still needs
 */
async function callApiAfterAll(visit: Visit): Promise<SignInRequired | undefined> {
  try {
    visit.outcome = await apiOutcome(visit);
    return undefined;
  } catch (error) {
    if (!(error instanceof SignInRequired)) throw error;
    return error;
  }
}

/** B2C responds to “Forgot your password?” with an error, and the app starts another user flow. */
async function toPasswordReset(visit: Visit, returnTo: string): Promise<URL> {
  const authorizeUrl = await visit.signIn({
    returnTo,
    userFlow: 'resetPassword',
  });
  visit.answered('password-reset', authorizeUrl);
  return authorizeUrl;
}

export const prerender = false;
export const GET = visitRoute(redirect, 'attempt');
