import tls from 'node:tls';
import { boundedReply } from '../sign-in/index.ts';
import { Stop } from './stop.ts';
import type { Surroundings } from './surroundings.ts';

/** As practice-tenant-trust.mjs does for the app: this process, and nothing else, trusts its certificate. */
export async function trustPracticeTenant(
  frontOrigin: string,
  send: Surroundings['fetch'],
): Promise<void> {
  if (typeof tls.setDefaultCACertificates !== 'function')
    throw new Stop(
      `The practice tenant needs Node.js 24.5 or newer, or 22.19 or newer on version 22; you have ${process.versions.node}. Without installing another one: npx --package=node@24 npm run register`,
    );
  const address = `${frontOrigin}/ca.pem`;
  const reply = await boundedReply(send, address).catch(() => undefined);
  if (reply?.status !== 200)
    throw new Stop(
      `The practice tenant doesn't respond at ${address}: run "npm start" in the Sign-in Lab folder first.`,
    );
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), reply.text]);
}
