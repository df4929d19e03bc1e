import { SignInRequired, safeReturnTo } from '../../../samples/web-app/sign-in/index.ts';
import { apiOutcome } from '../api-outcome.ts';
import { demoPath } from '../demo-path.ts';
import { signInNeeded } from '../sign-in-needed.ts';
import type { Visit } from '../visit.ts';
import { buttonOnly, visitRoute } from '../visit-route.ts';

/** POST /auth/call-api: the app calls the API and keeps its response for the page. */
export async function callTheApi(visit: Visit): Promise<URL> {
  const { tenant, form, demo } = visit;
  visit.asked('call-api', 'POST');
  const returnTo = safeReturnTo(form.get('returnTo'), demoPath(tenant.demoName));
  try {
    visit.outcome = await apiOutcome(visit);
  } catch (error) {
    if (!(error instanceof SignInRequired)) throw error;
    return await signInNeeded(visit, error, returnTo);
  }
  const location = new URL(returnTo, demo.siteOrigin);
  visit.answered('call-api-answer', location);
  return location;
}

export const prerender = false;
export const POST = visitRoute(callTheApi, 'session');
export const GET = buttonOnly;
