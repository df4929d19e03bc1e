import { safeReturnTo, signInRequestFrom } from '../../../samples/web-app/sign-in/index.ts';
import { demoPath } from '../demo-path.ts';
import { forgetAttemptsElsewhere } from '../open-attempts.ts';
import type { Visit } from '../visit.ts';
import { buttonOnly, visitRoute } from '../visit-route.ts';

/** POST /auth/sign-in: to the identity provider. */
export async function signIn(visit: Visit): Promise<URL> {
  const { tenant, cookies, form } = visit;
  const { registration, demoName, declaredScopes } = tenant;
  const wanted = signInRequestFrom(Object.fromEntries(form), registration, declaredScopes);
  visit.asked(wanted.userFlow === 'editProfile' ? 'edit-profile' : 'sign-in', 'POST');
  forgetAttemptsElsewhere(cookies, demoName, registration.redirectUri.startsWith('https:'));
  const authorizeUrl = await visit.signIn({
    ...wanted,
    returnTo: safeReturnTo(wanted.returnTo, demoPath(demoName)),
  });
  visit.cachedUnlessAsked('discovery');
  visit.answered('sign-in-answer', authorizeUrl);
  return authorizeUrl;
}

export const prerender = false;
export const POST = visitRoute(signIn, 'new');
export const GET = buttonOnly;
