import type { APIRoute } from 'astro';
import { explain } from '../../explain.ts';
import { refusedTenants } from '../../refused-tenants.ts';
import { goTo } from '../../visit-route.ts';
import { visitorOf } from '../../visitor.ts';

export const prerender = false;

/**
 * GET /practice-tenants/enter?to=<address>&asking=<hash>: a page of the practice tenant asks whose browser this
 * is. It goes back there with a ticket of the visitor's own tenants, whichever tenants the address is of.
 */
export const GET: APIRoute = async (context) => {
  const { url, locals } = context;
  const { siteOrigin, practiceTenant } = locals.demo;
  try {
    const visitor = await visitorOf(context);
    if (!visitor || !practiceTenant) return new Response(null, { status: 404 });
    const { own, sets, jar, cookies } = visitor;
    const to = URL.parse(url.searchParams.get('to') ?? '', practiceTenant.front);
    const asking = url.searchParams.get('asking') ?? '';
    if (!own || !asking || !to || to.origin !== practiceTenant.front)
      return goTo(new URL('/practice-tenants/?other', siteOrigin));
    cookies.keep(jar, own);
    to.searchParams.set('practice_ticket', await sets.ticket(own, asking));
    return goTo(to);
  } catch (error) {
    return explain(context, { problem: refusedTenants(error, context.locals.demo) });
  }
};
