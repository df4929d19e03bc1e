import { SignInRequired, safeReturnTo } from '../../../samples/web-app/sign-in/index.ts';
import { demoPath } from '../demo-path.ts';
import { signInNeeded } from '../sign-in-needed.ts';
import type { Visit } from '../visit.ts';
import { buttonOnly, visitRoute } from '../visit-route.ts';

/** POST /auth/admin-page: what only users with the app role Admin may see, as /admin of the sample. */
export async function openAdminPage(visit: Visit): Promise<URL> {
  const { tenant, cookies, form, demo } = visit;
  visit.asked('admin-page', 'POST');
  const returnTo = safeReturnTo(form.get('returnTo'), demoPath(tenant.demoName));
  try {
    await tenant.relyingParty.authorize(cookies, { roles: ['Admin'] });
  } catch (error) {
    if (!(error instanceof SignInRequired)) throw error;
    return await signInNeeded(visit, error, returnTo, 'sign-in-answer');
  }
  visit.outcome = { kind: 'admin-page' };
  const location = new URL(returnTo, demo.siteOrigin);
  visit.answered('admin-page-answer', location);
  return location;
}

export const prerender = false;
export const POST = visitRoute(openAdminPage, 'session');
export const GET = buttonOnly;
