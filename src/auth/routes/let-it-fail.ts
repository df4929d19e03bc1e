import type { APIRoute } from 'astro';
import { safeReturnTo } from '../../../samples/web-app/sign-in/index.ts';
import { demoPath } from '../demo-path.ts';
import { faultFrom } from '../faults/demo-faults.ts';
import { asked, buttonOnly, goTo } from '../visit-route.ts';

export const prerender = false;

/**
 * POST /auth/let-it-fail: switches a fault on for this browser's demo, or off if the form names none.
 * With `?then=sign-in`, the browser sends the same form on to the sign-in, so that one button leads all
 * the way to the error. Where nothing can be broken on purpose, nothing is started.
 */
export const POST: APIRoute = async (context) => {
  const found = await asked(context, { starts: true });
  if (found instanceof Response) return found;
  const { demo, tenant, cookies, form } = found;
  const { demoName, registration, faultCookie } = tenant;
  const fault = faultFrom(form.get('fault'), registration.tenantType);
  if (fault === undefined) faultCookie?.clear(cookies);
  else faultCookie?.choose(cookies, fault);
  const failsNow = fault !== undefined && faultCookie !== undefined;
  if (failsNow && context.url.searchParams.get('then') === 'sign-in')
    return sendOn(new URL('/auth/sign-in', demo.siteOrigin));
  const returnTo = safeReturnTo(form.get('returnTo'), demoPath(demoName));
  return goTo(new URL(returnTo, demo.siteOrigin));
};
export const GET = buttonOnly;

/** A redirect that keeps the method and the form. */
const sendOn = ({ href: location }: URL): Response =>
  new Response(null, { status: 307, headers: { location, 'cache-control': 'no-store' } });
