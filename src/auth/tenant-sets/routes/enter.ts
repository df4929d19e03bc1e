import { goTo } from '../../visit-route.ts';
import { visitorRoute } from '../../visitor-route.ts';

export const prerender = false;

/**
 * GET /practice-tenants/enter?to=<address>[&asking=<hash>]: a page of the practice tenant asks whose browser this
 * is. It goes back there with a ticket of the visitor's own tenants, whichever tenants the address is of. The desk
 * asks first whether the visitor has tenants, and gives their browser a cookie to ask with only then.
 */
export const GET = visitorRoute(async ({ own, sets, jar, cookies }, { url, locals }) => {
  const { siteOrigin, practiceTenant } = locals.demo;
  if (!practiceTenant) return new Response(null, { status: 404 });
  const to = URL.parse(url.searchParams.get('to') ?? '', practiceTenant.front);
  const asking = url.searchParams.get('asking') ?? '';
  if (own && to && !asking && to.origin === practiceTenant.front && isDesk(to)) {
    to.searchParams.set('practice_known', 'yes');
    return goTo(to);
  }
  if (!own || !asking || !to || to.origin !== practiceTenant.front)
    return goTo(
      new URL(isDesk(to) ? '/practice-tenants/' : '/practice-tenants/?other', siteOrigin),
    );
  cookies.keep(jar, own);
  to.searchParams.set('practice_ticket', await sets.ticket(own, asking));
  return goTo(to);
});

/** Everyone's desk has this address: nothing in it says whose practice tenants it's about. */
const isDesk = (to: URL | null): boolean => to !== null && /^\/desk(?:\/|$)/.test(to.pathname);
