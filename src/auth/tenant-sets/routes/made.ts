import type { APIRoute } from 'astro';
import { safeReturnTo } from '../../../../samples/web-app/sign-in/index.ts';
import { explain } from '../../explain.ts';
import { refusedTenants } from '../../refused-tenants.ts';
import { goTo } from '../../visit-route.ts';
import { visitorOf } from '../../visitor.ts';

export const prerender = false;

/**
 * GET /practice-tenants/made?returnTo=<path>: where a visitor arrives who has just made practice tenants. It goes
 * on, or says that the browser didn't keep their cookie, which the answer that set it couldn't know.
 */
export const GET: APIRoute = async (context) => {
  const { url, locals } = context;
  const { siteOrigin } = locals.demo;
  try {
    const visitor = await visitorOf(context);
    if (!visitor) return new Response(null, { status: 404 });
    const returnTo = safeReturnTo(url.searchParams.get('returnTo'), '/practice-tenants/');
    if (visitor.own) return goTo(new URL(returnTo, siteOrigin));
    return goTo(new URL('/practice-tenants/?cookies', siteOrigin));
  } catch (error) {
    return explain(context, { problem: refusedTenants(error, locals.demo) });
  }
};
