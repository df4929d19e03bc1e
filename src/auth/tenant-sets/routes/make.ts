import { safeReturnTo } from '../../../../samples/web-app/sign-in/index.ts';
import { explain } from '../../explain.ts';
import { problems } from '../../explanations/problems.ts';
import { postedFields } from '../../posted-fields.ts';
import { buttonOnly, goTo } from '../../visit-route.ts';
import { ownOrNew } from '../../visitor.ts';
import { visitorRoute } from '../../visitor-route.ts';

export const prerender = false;

/** POST /practice-tenants/make: gives a visitor practice tenants of their own, unless they have them, and goes back through made.ts. */
export const POST = visitorRoute(async (visitor, context) => {
  const { request, locals } = context;
  const form = await postedFields(request);
  if (!form) return explain(context, { problem: problems.notAForm });
  await ownOrNew(visitor, locals.address);
  const made = new URL('/practice-tenants/made', locals.demo.siteOrigin);
  made.searchParams.set('returnTo', safeReturnTo(form.get('returnTo'), '/practice-tenants/'));
  return goTo(made);
});
export const GET = buttonOnly;
