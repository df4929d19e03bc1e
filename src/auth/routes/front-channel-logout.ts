import type { APIRoute } from 'astro';
import { demoNameFrom } from '../../scenarios/demos.ts';
import { liveDemo } from '../live-demo.ts';

export const prerender = false;

/**
 * GET /auth/front-channel-logout/<demo>: the identity provider reports, in a hidden frame, that its
 * session is over (OpenID Connect Front-Channel Logout §2). The response is the same whatever it names.
 */
export const GET: APIRoute = async ({ params, url, locals }) => {
  const demo = liveDemo(locals);
  const demoName = demoNameFrom(params['demo']);
  const asked = new URL(url.pathname + url.search, demo.siteOrigin);
  // A frame of another site gets no cookies here: the issuer tells whose practice tenants it's about.
  const [, set] = /-([0-9a-f]{12})(?:\/|$)/.exec(asked.searchParams.get('iss') ?? '') ?? [];
  const tenant = demoName && demo.tenantIn(demoName, set === undefined ? undefined : { id: set });
  try {
    await tenant?.relyingParty.frontChannelLogout(asked);
  } catch (error) {
    const why = error instanceof Error ? error.name : 'unknown';
    demo.reports.error('front_channel_logout_failed', `Front-channel sign-out: ${why}`);
  }
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
};
