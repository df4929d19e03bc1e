import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessTo } from './admin/access.ts';
import { keptCertificates } from './certificates/kept-certificates.ts';
import { openClock, type TenantClock } from './clock/tenant-clock.ts';
import {
  PracticeTenantConfigurationError,
  type PracticeTenantOptions,
} from './configuration/configuration.ts';
import { httpsOnlyOriginsOf } from './configuration/https-only.ts';
import { type ChannelName, isPublic, listensHereOnly, originsOf } from './configuration/origins.ts';
import type { Directory } from './directory/directory.ts';
import type { TenantKey } from './directory/model.ts';
import type { Revocations } from './directory/revocations.ts';
import type { TenantSettings } from './directory/tenant-settings.ts';
import type { FaultSwitches } from './faults/switches.ts';
import { type OpenHosted, openHosted } from './open-hosted.ts';
import { openTenants } from './open-tenants.ts';
import { ownSecrets } from './provider/provider-secrets.ts';
import type { SigningKeys } from './provider/signing-keys.ts';
import { applySeed } from './seed/apply-seed.ts';
import { checkedSeed, type Seed } from './seed/seed.ts';
import { byName } from './server/by-name.ts';
import { channelsOf } from './server/channels.ts';
import { type Handler, ownHosts } from './server/dispatch.ts';
import { closed, listen, portOf } from './server/listen.ts';
import { fileStore } from './store/file-store.ts';
import { claimFolder } from './store/folder-claim.ts';
import { memoryStore } from './store/memory-store.ts';
import { redisStore } from './store/redis-store.ts';
import type { Store } from './store/store.ts';
import { type TenantOverview, tenantOverview } from './tenant/overview.ts';
import { ownTenants } from './tenant/own-tenants.ts';
import type { Realm } from './tenant/realm.ts';
import { resetTenant } from './tenant/reset.ts';
import type { TenantSets } from './tenant-sets/tenant-sets.ts';

export interface PracticeTenant {
  /** PEM of the public part of the certificate authority, for clients to trust. */
  caCertificate: string;
  /** The file that has it, for `NODE_EXTRA_CA_CERTS` and the like. */
  caCertificateFile: string;
  frontOrigin: string;
  origin: string;
  customDomainOrigin: string;
  customDomainFrontOrigin: string;
  /**
   * Where pages and apps are both on https, for apps that refuse an http address in metadata; undefined
   * on a public host.
   */
  httpsOnlyOrigin: string | undefined;
  customDomainHttpsOnlyOrigin: string | undefined;
  /** How visitors get tenants of their own; undefined unless it's hosted. */
  tenantSets: TenantSets | undefined;
  /** Each tenant's addresses and app registrations; where it's hosted, of the placeholders that all visitors see. */
  tenants(): Promise<TenantOverview[]>;
  /** The address of the admin API; undefined where it's closed. */
  adminAddress: string | undefined;
  /** Users, groups, and registrations, for programs that prepare a tenant for a test or a lesson. */
  directory(key: TenantKey): Directory;
  /** Faults on purpose, for the same programs. */
  faults(key: TenantKey): FaultSwitches;
  /** How a tenant is set up, and a user's revoked sessions, for the same programs. */
  settings(key: TenantKey): TenantSettings;
  revocations(key: TenantKey): Revocations;
  /** The keys that sign its tokens, for programs that replace them. */
  keys(key: TenantKey): SigningKeys;
  /** The time of all tenants. */
  clock: TenantClock;
  /** Adds what a seed has. @throws SeedError */
  seed(seed: Seed): Promise<void>;
  /** Takes every tenant back to how it came, and the clock to this machine's time. */
  reset(): Promise<void>;
  /** Finishes the requests under way, saves the state, and frees the ports. */
  close(): Promise<void>;
}

export interface StartOptions extends PracticeTenantOptions {
  /** What the tenants start with besides, or instead of, what they come with: `seed/seed.ts`. */
  seed?: Seed;
}

const loopbackAddresses = ['127.0.0.1', '::1'];
const silent = () => {};

/**
 * Starts all tenants. Resolves when every port listens.
 *
 * Without options it listens on free ports of this machine, keeps everything in memory, and leaves
 * nothing else in this process changed, so any number of them run side by side. Only a folder for the
 * certificates is made, and `close()` removes it.
 *
 * @throws PortTaken, PracticeTenantConfigurationError, SeedError
 */
export async function startPracticeTenant(options: StartOptions = {}): Promise<PracticeTenant> {
  const { siteOrigin = 'http://localhost:4321', samplePort, adminKey, report = silent } = options;
  const { around = (answer) => answer, without = new Set(), observe = silent } = options;
  const { trustedProxies = 1, addressSecret } = options;
  const firstSeed = options.seed === undefined ? undefined : checkedSeed(options.seed);
  const { dataFolder, isTemporary } = await folderOf(options);
  const servers: (Server | TlsServer)[] = [];
  let store: Store | undefined;
  let hosted: OpenHosted | undefined;
  const close = async () => {
    hosted?.close();
    await Promise.all(servers.map(closed));
    await store?.close();
    if (isTemporary) await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    const given = [options.origin, options.customDomainOrigin].flatMap((each) => each ?? []);
    const certificates = join(dataFolder, 'certificates');
    const tls = await keptCertificates(certificates, [
      ...new Set(['localhost', '127.0.0.1', '::1', ...given.map(hostOf)]),
    ]);

    // The ports come first: a second process on the same ones fails here, and changes nothing.
    let answer: Handler | undefined;
    const handler: Handler = around((request, response) =>
      answer === undefined
        ? response.writeHead(503, { 'retry-after': '1' }).end()
        : answer(request, response),
    );
    const ports: Partial<Record<ChannelName, number>> = {};
    for (const channel of channelsOf(options, tls)) {
      const hosts = options.listenHosts ?? loopbackAddresses;
      const listening = await listen(channel, hosts, handler);
      servers.push(...listening);
      for (const server of listening) ports[channel.name] = portOf(server);
    }
    store = await openStore(options, dataFolder);
    const clock = await openClock(store);
    const origins = originsOf(options, ports);
    const allOrigins = Object.values(origins);
    const behindProxy = options.hosted !== undefined || isPublic(allOrigins);
    const reset = async (realm: Realm) => {
      await resetTenant(realm);
      if (firstSeed !== undefined) await applySeed([realm], firstSeed);
    };
    const apps = { siteOrigin, samplePort };
    const { caCertificate } = tls;
    const hasFaults = !without.has('faults');
    const shared = { report, apps, behindProxy, reset, caCertificate, hasFaults };
    const common = {
      ...shared,
      store,
      clock,
      tenants: await ownTenants(store),
      secrets: await ownSecrets(store),
      desk: !behindProxy && !without.has('desk'),
      access: accessTo(adminKey, !behindProxy && listensHereOnly(options)),
      isOwnHost: ownHosts(allOrigins, Object.values(ports)),
    };
    const httpsOnly = httpsOnlyOriginsOf({
      origin: origins.back,
      customDomainOrigin: origins.customDomain,
    });
    const httpsOnlyOrigins = httpsOnly && {
      front: httpsOnly.origin,
      back: httpsOnly.origin,
      customDomain: httpsOnly.customDomainOrigin,
      customDomainFront: httpsOnly.customDomainOrigin,
    };
    const otherOrigins = httpsOnlyOrigins ? [httpsOnlyOrigins] : [];
    hosted =
      options.hosted &&
      (await openHosted(
        store,
        { ...shared, origins },
        {
          limits: options.hosted,
          trustedProxies,
          addressSecret,
          desk: !without.has('desk'),
          observe,
        },
      ));
    const opened = hosted ?? (await openTenants({ ...common, origins, otherOrigins }));
    const { realms, answer: usual } = opened;
    const realmOf = (key: TenantKey): Realm => {
      const found = realms.find(({ tenant }) => tenant.key === key);
      if (found === undefined) throw new Error(`There is no tenant ${key}.`);
      return found;
    };
    if (firstSeed !== undefined) await applySeed(realms, firstSeed);
    const openHttpsOnly = (own: typeof origins) => () =>
      openTenants({ ...common, origins: own, otherOrigins: [origins] });
    answer =
      httpsOnlyOrigins === undefined
        ? usual
        : byName(usual, httpsOnlyOrigins, openHttpsOnly(httpsOnlyOrigins), report);
    return {
      caCertificate: tls.caCertificate,
      caCertificateFile: join(certificates, 'ca.pem'),
      frontOrigin: origins.front,
      origin: origins.back,
      customDomainOrigin: origins.customDomain,
      customDomainFrontOrigin: origins.customDomainFront,
      httpsOnlyOrigin: httpsOnly?.origin,
      customDomainHttpsOnlyOrigin: httpsOnly?.customDomainOrigin,
      tenantSets: hosted?.tenantSets,
      tenants: () => Promise.all(realms.map(tenantOverview)),
      adminAddress: common.access === 'closed' ? undefined : `${origins.front}/admin/v1`,
      directory: (key) => realmOf(key).directory,
      faults: (key) => realmOf(key).faults,
      settings: (key) => realmOf(key).settings,
      revocations: (key) => realmOf(key).revocations,
      keys: (key) => realmOf(key).keys,
      clock,
      seed: async (seed) => {
        await applySeed(realms, checkedSeed(seed));
      },
      reset: async () => {
        for (const realm of realms) await reset(realm);
        await clock.move(0);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The data folder, or one for the certificates alone that nobody else has. */
async function folderOf({ dataFolder, state }: StartOptions) {
  if (dataFolder !== undefined) {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    return { dataFolder, isTemporary: false };
  }
  if (state === 'file') {
    throw new PracticeTenantConfigurationError([
      'State in a file needs a data folder: name one, or keep the state in memory.',
    ]);
  }
  return { dataFolder: await mkdtemp(join(tmpdir(), 'practice-tenant-')), isTemporary: true };
}

async function openStore(options: StartOptions, dataFolder: string): Promise<Store> {
  const { redisUrl, redisVariable, report = silent } = options;
  if (redisUrl !== undefined) return redisStore(redisUrl, redisVariable);
  const inMemory = options.dataFolder === undefined || options.state === 'memory';
  if (inMemory) return memoryStore();
  const release = await claimFolder(dataFolder);
  const store = await fileStore(join(dataFolder, 'state.jsonl'), report);
  return { ...store, close: () => store.close().finally(release) };
}

const hostOf = (origin: string): string => new URL(origin).hostname.replace(/^\[|\]$/g, '');
