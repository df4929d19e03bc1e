import {
  type OwnTenantSet,
  type PracticeTenant,
  startPracticeTenant,
  type TenantSets,
} from '../../../src/practice-tenant/index.ts';
import { freePort } from '../../e2e/free-ports.ts';
import { HttpBrowser } from '../../http-browser.ts';
import { tlsProxy } from './tls-proxy.ts';

export const siteOrigin = 'https://lab.example';

export interface HostedTenant extends PracticeTenant {
  sets: TenantSets;
  /** For MSAL and its like: the addresses are the same, since one origin has it all. */
  origin: string;
  remove(): Promise<void>;
}

interface Options {
  redisUrl?: string;
  idleHours?: number;
  mostSets?: number;
  setsPerAddress?: number;
  without?: ReadonlySet<'desk' | 'faults'>;
}

/** A browser that stops at the app, and finds an empty page at the site, which doesn't run here. */
export const anyBrowser = (): HttpBrowser =>
  new HttpBrowser({
    stopAt: 'http://localhost:3000/',
    fetch: async (url, init) =>
      String(url).startsWith(siteOrigin) ? new Response('') : fetch(url, init),
  });

/** The visitor's own browser, which the site has let in to their tenants. */
export async function ownBrowser(
  { origin }: Pick<HostedTenant, 'origin'>,
  { deskKey }: OwnTenantSet,
): Promise<HttpBrowser> {
  const browser = anyBrowser();
  await browser.post(`${origin}/desk/open`, { key: deskKey }, `${siteOrigin}/practice-tenants/`);
  return browser;
}

/** A hosted practice tenant behind a proxy with TLS; more instances share what Redis keeps. */
export async function hostedTenant(
  {
    redisUrl,
    idleHours = 24,
    mostSets = 1_000,
    setsPerAddress = 1_000,
    without = new Set(),
  }: Options = {},
  instances = 1,
): Promise<HostedTenant> {
  const proxy = await tlsProxy();
  const ports = await Promise.all(Array.from({ length: instances }, freePort));
  const running = await Promise.all(
    ports.map((front) =>
      startPracticeTenant({
        frontOrigin: proxy.origin,
        origin: proxy.origin,
        customDomainOrigin: proxy.origin,
        customDomainFrontOrigin: proxy.origin,
        ports: { front },
        siteOrigin,
        ...(redisUrl && { redisUrl }),
        hosted: { idleHours, mostSets, setsPerAddress },
        without,
        report: console.error,
      }),
    ),
  );
  proxy.to(...ports);
  const [first] = running;
  if (first?.tenantSets === undefined) throw new Error('It isn’t hosted.');
  return {
    ...first,
    sets: first.tenantSets,
    remove: async () => {
      await Promise.all(running.map((each) => each.close()));
      await proxy.close();
    },
  };
}
