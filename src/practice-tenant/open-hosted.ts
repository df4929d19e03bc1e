import { randomBytes } from 'node:crypto';
import { openClock } from './clock/tenant-clock.ts';
import type { HostedLimits, TenantSetEvent } from './configuration/configuration.ts';
import type { TenantSetId } from './directory/tenant-set.ts';
import { addressNames } from './hosted/address-names.ts';
import { requestLimits } from './hosted/request-limits.ts';
import { openTenants, type TenantsOptions } from './open-tenants.ts';
import { sharedSecrets } from './provider/provider-secrets.ts';
import { allOf } from './provider/signing-keys.ts';
import { ownHosts } from './server/dispatch.ts';
import { memoryStore } from './store/memory-store.ts';
import { readOncePerRequest } from './store/one-reading.ts';
import { scopedStore } from './store/scoped-store.ts';
import type { Store } from './store/store.ts';
import { ownTenants } from './tenant/own-tenants.ts';
import { openBrowsers } from './tenant-sets/browsers.ts';
import { hosted } from './tenant-sets/hosted.ts';
import { keptSets, type SetRecord } from './tenant-sets/kept-sets.ts';
import { openSets } from './tenant-sets/open-sets.ts';
import { type TenantSets, tenantSets } from './tenant-sets/tenant-sets.ts';

const anHour = 3_600_000;
const sweptEvery = 600_000;
/** Each takes about 200 kB of this process. */
const mostOpen = 1_500;

type Common = Pick<
  TenantsOptions,
  'origins' | 'apps' | 'report' | 'reset' | 'caCertificate' | 'behindProxy' | 'hasFaults'
>;

export interface HostedSettings {
  limits: HostedLimits;
  trustedProxies: number;
  addressSecret: string | undefined;
  /** Whether visitors have a desk. */
  desk: boolean;
  observe: (event: TenantSetEvent) => void;
}

export interface OpenHosted extends Awaited<ReturnType<typeof openTenants>> {
  tenantSets: TenantSets;
  /** Stops looking for sets that nobody uses. */
  close(): void;
}

/** Opens a practice tenant in which every visitor has a set of tenants. The realms are of what all share. */
export async function openHosted(
  store: Store,
  common: Common,
  { limits, trustedProxies, addressSecret, desk, observe }: HostedSettings,
): Promise<OpenHosted> {
  const { origins, apps, report } = common;
  const secrets = await sharedSecrets(
    store,
    (await ownTenants(memoryStore())).map(({ keyring }) => keyring),
  );
  const ring = secrets.shared?.ring;
  const nameOf = addressNames(addressSecret ?? randomBytes(32).toString('base64url'));
  const requests = requestLimits(store, nameOf, trustedProxies);
  const usual = { ...common, otherOrigins: [], secrets, limits: requests };
  const isOwnHost = ownHosts([origins.front], []);

  const nothing = memoryStore();
  const sharedPart = await openTenants({
    ...usual,
    store: nothing,
    clock: await openClock(nothing),
    tenants: await ownTenants(nothing),
    desk: false,
    access: 'closed',
    isOwnHost,
    ...(ring && { keysOf: (keyring: string) => allOf(ring, keyring) }),
  });

  const openSet = async (set: TenantSetId, { clientSecret }: SetRecord) => {
    const own = readOncePerRequest(scopedStore(store, set));
    return openTenants({
      ...usual,
      limits: requests.of(set),
      origins: { ...origins, socialBase: `/social/${set}` },
      store: own,
      clock: await openClock(own),
      tenants: await ownTenants(own, set, clientSecret),
      desk,
      // Only requests with the key of the set get this far.
      access: 'open',
      isOwnHost,
    });
  };
  const kept = keptSets(store, limits.idleHours * anHour);
  const open = openSets(mostOpen, openSet, report);
  const browsers = openBrowsers(store);
  const { mostSets: most, setsPerAddress: perAddress } = limits;
  const sets = tenantSets(store, kept, browsers, nameOf, { most, perAddress }, observe);
  const sweep = async () => {
    for (const set of await sets.sweep()) open.forget(set);
  };
  await sweep();
  const timer = setInterval(() => {
    sweep().catch((error: unknown) => report('Idle practice tenants weren’t ended:', error));
  }, sweptEvery).unref();
  const answer = hosted({
    kept,
    open,
    browsers,
    shared: sharedPart.answer,
    front: origins.front,
    siteOrigin: apps.siteOrigin,
    isOwnHost,
    report,
  });
  return { ...sharedPart, answer, tenantSets: sets, close: () => clearInterval(timer) };
}
