import { demoPath } from '../demo-path.ts';
import type { Visit } from '../visit.ts';
import { visitRoute } from '../visit-route.ts';

/** GET /auth/signed-out/<demo>: back from the identity provider's sign-out. */
export async function signedOut(visit: Visit): Promise<URL> {
  const { tenant, cookies, recorder, url, demo } = visit;
  const sentTo = await visit.sentTo('sign-out-answer');
  if (sentTo) {
    recorder.add('end-session', 'browser', 'provider', {
      unseen: true,
      method: 'GET',
      url: sentTo.url,
    });
    recorder.add('end-session-answer', 'provider', 'browser', { unseen: true, url });
  }
  visit.asked('signed-out-callback', 'GET');
  const { confirmed, returnTo } = await tenant.relyingParty.signedOut(cookies, url);
  // Without the state of a sign-out that started here, nothing is confirmed: back to the demo.
  const home = confirmed ? returnTo : `${demoPath(tenant.demoName)}#result`;
  const location = new URL(home, demo.siteOrigin);
  visit.answered(confirmed ? 'signed-out' : 'sign-out-unknown', location);
  visit.outcome = { kind: 'signed-out', confirmed };
  return location;
}

export const prerender = false;
export const GET = visitRoute(signedOut, 'attempt');
