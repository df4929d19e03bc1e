import type { Finding } from '../../samples/web-app/doctor/finding.ts';
import { outsideFindings } from '../../samples/web-app/doctor/outside/outside.ts';
import { httpOriginOf } from '../../samples/web-app/doctor/outside/place.ts';
import { realSurroundings } from '../../samples/web-app/doctor/surroundings.ts';
import type { DemoName } from '../scenarios/demos.ts';

/** What a browser without cookies finds at a live demo of the running site. */
export function siteFindings(siteOrigin: string, demoName: DemoName): AsyncGenerator<Finding> {
  const origin = new URL(siteOrigin);
  const { addressesOf, now } = realSurroundings();
  return outsideFindings({
    origin,
    httpOrigin: httpOriginOf(origin),
    paths: {
      home: `/demo/${demoName}/`,
      signIn: '/auth/sign-in',
      redirect: `/auth/redirect/${demoName}`,
      frontChannelLogout: `/auth/front-channel-logout/${demoName}`,
    },
    addressesOf,
    now,
  });
}
