import type { APIRoute } from 'astro';
import { isSameOrigin } from '../../../../samples/web-app/sign-in/index.ts';
import { explain } from '../../explain.ts';
import { problems } from '../../explanations/problems.ts';
import { forgetDemos } from '../../forget-demos.ts';
import { liveDemo } from '../../live-demo.ts';
import { refusedTenants } from '../../refused-tenants.ts';
import { buttonOnly, goTo } from '../../visit-route.ts';
import { visitorOf } from '../../visitor.ts';

export const prerender = false;

/** POST /practice-tenants/end: removes the visitor's practice tenants, what the demos keep, and this browser's cookies. */
export const POST: APIRoute = async (context) => {
  const { request, locals } = context;
  const { siteOrigin } = locals.demo;
  if (!isSameOrigin(request.headers, siteOrigin))
    return explain(context, { problem: problems.crossSite });
  try {
    const visitor = await visitorOf(context);
    if (!visitor) return new Response(null, { status: 404 });
    const { sets, jar, cookies, own } = visitor;
    if (own) {
      await forgetDemos(liveDemo(locals), own, jar);
      await sets.end(own.cookie);
    }
    cookies.forgetOthers(jar);
    return goTo(new URL('/practice-tenants/?ended=now', siteOrigin));
  } catch (error) {
    return explain(context, { problem: refusedTenants(error, context.locals.demo) });
  }
};
export const GET = buttonOnly;
