import type { APIContext, APIRoute } from 'astro';
import { isSameOrigin } from '../../samples/web-app/sign-in/index.ts';
import { explain } from './explain.ts';
import { problems } from './explanations/problems.ts';
import { refusedTenants } from './refused-tenants.ts';
import { type Visitor, visitorOf } from './visitor.ts';

/**
 * The endpoint around what visitors of a hosted lab do with their practice tenants. Another lab doesn't have it;
 * if the store is down, it responds with a page that explains that.
 */
export const visitorRoute =
  (work: (visitor: Visitor, context: APIContext) => Promise<Response>): APIRoute =>
  async (context) => {
    const { request, locals } = context;
    if (request.method === 'POST' && !isSameOrigin(request.headers, locals.demo.siteOrigin))
      return explain(context, { problem: problems.crossSite });
    try {
      const visitor = await visitorOf(context);
      return visitor ? await work(visitor, context) : new Response(null, { status: 404 });
    } catch (error) {
      return explain(context, { problem: refusedTenants(error, locals.demo) });
    }
  };
