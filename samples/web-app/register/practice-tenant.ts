import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import tls from 'node:tls';
import { z } from 'zod';
import { isLoopback } from '../server/loopback.ts';
import { causesOf } from '../sign-in/index.ts';
import { Interrupted, Stop } from './stop.ts';

/** Where the parts of the practice tenant are, as origins. */
export interface PracticeTenant {
  /** Its pages and its certificate. */
  frontOrigin: string;
  /** For apps. */
  origin: string;
  customDomainOrigin: string;
  /** The site that explains its error codes. */
  siteOrigin: string;
  /** Whether everyone trusts its certificate, as where a lab hosts it. */
  isTrusted: boolean;
}

const Addresses = z.object({
  front: z.string(),
  apps: z.string(),
  customDomainApps: z.string(),
  site: z.string(),
  /** Not where a lab hosts it: everyone trusts the certificate there. */
  caCertificate: z.string().optional(),
});

/**
 * Asks at one of its addresses for the others. As practice-tenant-trust.mjs does for the app: this process, and
 * nothing else, trusts its certificate, if it's one that nobody else trusts.
 * @throws Stop
 */
export async function findPracticeTenant(
  address: string,
  signal: AbortSignal,
): Promise<PracticeTenant> {
  const { front, apps, customDomainApps, site, caCertificate } = await addressesAt(address, signal);
  if (caCertificate !== undefined && isLoopback(address)) trust(caCertificate);
  return {
    frontOrigin: front,
    origin: apps,
    customDomainOrigin: customDomainApps,
    siteOrigin: site,
    isTrusted: caCertificate === undefined,
  };
}

function trust(caCertificate: string): void {
  if (typeof tls.setDefaultCACertificates !== 'function')
    throw new Stop(
      `The practice tenant needs Node.js 24.5 or newer, or 22.19 or newer on version 22; you have ${process.versions.node}. Without installing another one: npx --package=node@24 npm run register`,
    );
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), caCertificate]);
}

/**
 * The certificate of a practice tenant on this machine can't be checked before it's known. Every later request to
 * it is checked, and so is the first one to another machine.
 */
async function addressesAt(address: string, signal: AbortSignal) {
  const url = `${address}/addresses.json`;
  const options = {
    rejectUnauthorized: !isLoopback(address),
    signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]),
  };
  try {
    const request = url.startsWith('https:') ? https.get(url, options) : http.get(url, options);
    const [response]: IncomingMessage[] = await once(request, 'response');
    return Addresses.parse(JSON.parse(response ? await text(response) : ''));
  } catch (error) {
    if (signal.aborted) throw new Interrupted();
    throw new Stop(
      isLoopback(address)
        ? `The practice tenant doesn't respond at ${url}: run "npm start" in the Sign-in Lab folder first. If it has other ports, name one of its addresses with --practice-tenant.`
        : `No practice tenant responds at ${url}: ${causesOf(error)}. Check that this computer is online, and copy the address from the lab's page about your practice tenants.`,
    );
  }
}
