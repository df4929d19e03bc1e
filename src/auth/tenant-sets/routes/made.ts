import { safeReturnTo } from '../../../../samples/web-app/sign-in/index.ts';
import { goTo } from '../../visit-route.ts';
import { visitorRoute } from '../../visitor-route.ts';

export const prerender = false;

/**
 * GET /practice-tenants/made?returnTo=<path>: where a visitor arrives who has just made practice tenants. It goes
 * on, or says that the browser didn't keep their cookie, which the response that set it couldn't know.
 */
export const GET = visitorRoute(async ({ own }, { url, locals }) => {
  const returnTo = safeReturnTo(url.searchParams.get('returnTo'), '/practice-tenants/');
  if (own) return goTo(new URL(returnTo, locals.demo.siteOrigin));
  const page = new URL('/practice-tenants/?cookies', locals.demo.siteOrigin);
  if (returnTo !== '/practice-tenants/') page.searchParams.set('returnTo', returnTo);
  return goTo(page);
});
