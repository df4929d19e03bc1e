import { forgetDemos } from '../../forget-demos.ts';
import { liveDemo } from '../../live-demo.ts';
import { buttonOnly, goTo } from '../../visit-route.ts';
import { visitorRoute } from '../../visitor-route.ts';

export const prerender = false;

/** POST /practice-tenants/end: removes the visitor's practice tenants, what the demos keep, and this browser's cookies. */
export const POST = visitorRoute(async ({ sets, jar, cookies, own }, { locals }) => {
  if (own) {
    await forgetDemos(liveDemo(locals), own, jar);
    await sets.end(own.cookie);
  }
  cookies.forgetOthers(jar);
  return goTo(new URL('/practice-tenants/?ended=now', locals.demo.siteOrigin));
});
export const GET = buttonOnly;
