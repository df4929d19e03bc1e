import { safeReturnTo } from '../../../samples/web-app/sign-in/index.ts';
import { demoPath } from '../demo-path.ts';
import type { Visit } from '../visit.ts';
import { buttonOnly, visitRoute } from '../visit-route.ts';

/** POST /auth/sign-out: ends the session here, then goes to the identity provider's sign-out. */
export async function signOut(visit: Visit): Promise<URL> {
  const { tenant, cookies, form } = visit;
  visit.asked('sign-out', 'POST');
  const returnTo = safeReturnTo(form.get('returnTo'), demoPath(tenant.demoName));
  const endSession = await tenant.relyingParty.signOut(cookies, { returnTo });
  visit.cachedUnlessAsked('discovery');
  visit.answered('sign-out-answer', endSession);
  visit.outcome = { kind: 'signed-out', confirmed: false };
  return endSession;
}

export const prerender = false;
export const POST = visitRoute(signOut, 'session');
export const GET = buttonOnly;
