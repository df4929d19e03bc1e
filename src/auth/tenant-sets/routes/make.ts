import type { APIRoute } from 'astro';
import { isSameOrigin, safeReturnTo } from '../../../../samples/web-app/sign-in/index.ts';
import { explain } from '../../explain.ts';
import { problems } from '../../explanations/problems.ts';
import { postedFields } from '../../posted-fields.ts';
import { refusedTenants } from '../../refused-tenants.ts';
import { buttonOnly, goTo } from '../../visit-route.ts';
import { ownOrNew, visitorOf } from '../../visitor.ts';

export const prerender = false;

/** POST /practice-tenants/make: gives a visitor practice tenants of their own, unless they have them, and goes back through made.ts. */
export const POST: APIRoute = async (context) => {
  const { request, locals } = context;
  const { siteOrigin } = locals.demo;
  if (!isSameOrigin(request.headers, siteOrigin))
    return explain(context, { problem: problems.crossSite });
  const form = await postedFields(request);
  if (!form) return explain(context, { problem: problems.notAForm });
  try {
    const visitor = await visitorOf(context);
    if (!visitor) return new Response(null, { status: 404 });
    await ownOrNew(visitor, locals.address);
    const made = new URL('/practice-tenants/made', siteOrigin);
    made.searchParams.set('returnTo', safeReturnTo(form.get('returnTo'), '/practice-tenants/'));
    return goTo(made);
  } catch (error) {
    return explain(context, { problem: refusedTenants(error, context.locals.demo) });
  }
};
export const GET = buttonOnly;
