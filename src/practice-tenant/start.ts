import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import { join } from 'node:path';
import { keptCertificates } from './certificates/kept-certificates.ts';
import type { PracticeTenantOptions } from './configuration/configuration.ts';
import { customDomainFrontOf } from './configuration/custom-domain-front.ts';
import { httpsOnlyOriginsOf } from './configuration/https-only.ts';
import { isLoopback } from './configuration/loopback.ts';
import type { Directory } from './directory/directory.ts';
import type { TenantType } from './directory/model.ts';
import type { Revocations } from './directory/revocations.ts';
import type { TenantSettings } from './directory/tenant-settings.ts';
import type { FaultSwitches } from './faults/switches.ts';
import { openTenants } from './open-tenants.ts';
import type { SigningKeys } from './provider/signing-keys.ts';
import { byName } from './server/by-name.ts';
import { channelsOf } from './server/channels.ts';
import { type Handler, ownHosts } from './server/dispatch.ts';
import { closed, listen } from './server/listen.ts';
import { fileStore } from './store/file-store.ts';
import { redisStore } from './store/redis-store.ts';
import type { Store } from './store/store.ts';
import type { Realm } from './tenant/realm.ts';

export interface PracticeTenant {
  /** PEM of the public part of the certificate authority, for clients to trust. */
  caCertificate: string;
  frontOrigin: string;
  origin: string;
  customDomainOrigin: string;
  customDomainFrontOrigin: string;
  /** Users and registrations, for programs that prepare a tenant for a test or a lesson. */
  directory(type: TenantType): Directory;
  /** Faults on purpose, for the same programs. */
  faults(type: TenantType): FaultSwitches;
  /** How a tenant is set up, and a user's revoked sessions, for the same programs. */
  settings(type: TenantType): TenantSettings;
  revocations(type: TenantType): Revocations;
  /** The keys that sign its tokens, for programs that replace them. */
  keys(type: TenantType): SigningKeys;
  /** Finishes the requests under way, saves the state, and frees the ports. */
  close(): Promise<void>;
}

const loopbackAddresses = ['127.0.0.1', '::1'];

/**
 * Starts all four tenants. Resolves when every port listens.
 * @throws PortTaken, PracticeTenantConfigurationError
 */
export async function startPracticeTenant(options: PracticeTenantOptions): Promise<PracticeTenant> {
  const { frontOrigin, origin, customDomainOrigin, siteOrigin, samplePort, dataFolder } = options;
  const customDomainFrontOrigin = customDomainFrontOf(options);
  const allOrigins = [frontOrigin, customDomainFrontOrigin, origin, customDomainOrigin];
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const hosts = [origin, customDomainOrigin].map((each) => hostOf(each));
  const tls = await keptCertificates(join(dataFolder, 'certificates'), [
    ...new Set(['localhost', '127.0.0.1', '::1', ...hosts]),
  ]);

  const channels = channelsOf(options, tls);
  // The ports come first: the process that has them may write to the data folder, and a second one may not.
  let answer: Handler | undefined;
  const servers: (Server | TlsServer)[] = [];
  let store: Store;
  try {
    for (const channel of channels) {
      const handler: Handler = (request, response) =>
        answer === undefined
          ? response.writeHead(503, { 'retry-after': '1' }).end()
          : answer(request, response);
      servers.push(...(await listen(channel, options.listenHosts ?? loopbackAddresses, handler)));
    }
    store = await openStore(options);
  } catch (error) {
    for (const server of servers) server.close();
    throw error;
  }

  const origins = {
    front: frontOrigin,
    back: origin,
    customDomain: customDomainOrigin,
    customDomainFront: customDomainFrontOrigin,
  };
  const httpsOnly = httpsOnlyOriginsOf(options);
  const httpsOnlyOrigins = httpsOnly && {
    front: httpsOnly.origin,
    back: httpsOnly.origin,
    customDomain: httpsOnly.customDomainOrigin,
    customDomainFront: httpsOnly.customDomainOrigin,
  };
  const common = {
    store,
    apps: { siteOrigin, samplePort },
    behindProxy: allOrigins.some((each) => !isLoopback(each)),
    caCertificate: tls.caCertificate,
    isOwnHost: ownHosts(
      allOrigins,
      channels.map(({ port }) => port),
    ),
  };
  const { realms, answer: usual } = await openTenants({
    ...common,
    origins,
    otherOrigins: httpsOnlyOrigins ? [httpsOnlyOrigins] : [],
  });
  answer =
    httpsOnlyOrigins === undefined
      ? usual
      : byName(usual, httpsOnlyOrigins, () =>
          openTenants({ ...common, origins: httpsOnlyOrigins, otherOrigins: [origins] }),
        );
  const realmOf = (type: TenantType): Realm => {
    const found = realms.find(({ tenant }) => tenant.type === type);
    if (found === undefined) throw new Error(`There is no tenant of the type ${type}.`);
    return found;
  };
  return {
    caCertificate: tls.caCertificate,
    frontOrigin,
    origin,
    customDomainOrigin,
    customDomainFrontOrigin,
    directory: (type) => realmOf(type).directory,
    faults: (type) => realmOf(type).faults,
    settings: (type) => realmOf(type).settings,
    revocations: (type) => realmOf(type).revocations,
    keys: (type) => realmOf(type).keys,
    close: async () => {
      await Promise.all(servers.map(closed));
      await store.close();
    },
  };
}

const openStore = ({ redisUrl, dataFolder }: PracticeTenantOptions): Promise<Store> =>
  redisUrl === undefined ? fileStore(join(dataFolder, 'state.jsonl')) : redisStore(redisUrl);

const hostOf = (origin: string): string => new URL(origin).hostname.replace(/^\[|\]$/g, '');
