import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import { join } from 'node:path';
import { keptCertificates, type TlsMaterial } from './certificates/kept-certificates.ts';
import type { PracticeTenantOptions } from './configuration/configuration.ts';
import { isLoopback, ownHosts } from './configuration/own-hosts.ts';
import type { Directory } from './directory/directory.ts';
import type { TenantType } from './directory/tenant-types.ts';
import type { FaultSwitches } from './faults/switches.ts';
import { backChannel } from './federation/back-channel.ts';
import { federatedClient, socialProvider } from './federation/social-provider.ts';
import { openTenants } from './open-tenants.ts';
import type { OpenTenant } from './protocol/request/request-context.ts';
import type { Realm } from './realm/realm.ts';
import { frontDoor, type Handler } from './server/dispatch.ts';
import { type Channel, listen } from './server/listen.ts';
import { openSocial } from './social/open-social.ts';
import { fileStore } from './store/file-store.ts';
import { redisStore } from './store/redis-store.ts';
import type { Store } from './store/store.ts';

export interface PracticeTenant {
  /** PEM of the public part of the certificate authority, for clients to trust. */
  caCertificate: string;
  frontOrigin: string;
  origin: string;
  customDomainOrigin: string;
  /** People and registrations, for programs that prepare a tenant for a test or a lesson. */
  directory(type: TenantType): Directory;
  /** Faults on purpose, for the same programs. */
  faults(type: TenantType): FaultSwitches;
  /** Answers what has begun, keeps what is known, frees the ports. */
  close(): Promise<void>;
}

const loopbackAddresses = ['127.0.0.1', '::1'];

/**
 * Starts all four tenants. Resolves when every port listens.
 * @throws PortTaken, PracticeTenantConfigurationError
 */
export async function startPracticeTenant(options: PracticeTenantOptions): Promise<PracticeTenant> {
  const { frontOrigin, origin, customDomainOrigin, siteOrigin, dataFolder } = options;
  const allOrigins = [frontOrigin, origin, customDomainOrigin];
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const hosts = [origin, customDomainOrigin].map((each) => hostOf(each));
  const tls = await keptCertificates(join(dataFolder, 'certificates'), [
    ...new Set(['localhost', '127.0.0.1', '::1', ...hosts]),
  ]);

  const channels = channelsOf(options, tls);
  // The ports come first: whoever has them may write to the data folder, and a second process may not.
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

  const origins = { front: frontOrigin, back: origin, customDomain: customDomainOrigin };
  const behindProxy = allOrigins.some((each) => !isLoopback(each));
  const social = await openSocial({
    store,
    origins,
    behindProxy,
    client: federatedClient(origins),
  });
  const federation = await socialProvider(store, origins, backChannel(tls.caCertificate));
  const tenants = await openTenants({
    store,
    origins,
    siteOrigin,
    behindProxy,
    social: federation,
  });
  answer = frontDoor({
    tenants,
    social,
    origins,
    caCertificate: tls.caCertificate,
    desk: !behindProxy,
    isOwnHost: ownHosts(
      allOrigins,
      channels.map(({ port }) => port),
    ),
  });
  return {
    caCertificate: tls.caCertificate,
    frontOrigin,
    origin,
    customDomainOrigin,
    directory: (type) => realmOf(tenants, type).directory,
    faults: (type) => realmOf(tenants, type).faults,
    close: async () => {
      await Promise.all(servers.map(closed));
      await store.close();
    },
  };
}

const openStore = ({ redisUrl, dataFolder }: PracticeTenantOptions): Promise<Store> =>
  redisUrl === undefined ? fileStore(join(dataFolder, 'state.jsonl')) : redisStore(redisUrl);

function realmOf(tenants: readonly OpenTenant[], type: TenantType): Realm {
  const found = tenants.find(({ realm }) => realm.tenant.type === type);
  if (found === undefined) throw new Error(`There is no tenant of the type ${type}.`);
  return found.realm;
}

const hostOf = (origin: string): string => new URL(origin).hostname.replace(/^\[|\]$/g, '');

const portOf = (origin: string): number => {
  const { port, protocol } = new URL(origin);
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
};

/** Origins that are the same share one channel: on a public host a proxy in front has the TLS. */
function channelsOf(options: PracticeTenantOptions, tls: TlsMaterial): Channel[] {
  const { frontOrigin, origin, customDomainOrigin, ports = {} } = options;
  const channels: Channel[] = [];
  const add = (own: string, port: number | undefined, variable: string, secure: boolean) => {
    channels.push({ port: port ?? portOf(own), variable, tls: secure ? tls : undefined });
  };
  add(frontOrigin, ports.front, 'PRACTICE_TENANT_FRONT_PORT', false);
  if (origin !== frontOrigin) add(origin, ports.back, 'PRACTICE_TENANT_PORT', true);
  if (customDomainOrigin !== frontOrigin && customDomainOrigin !== origin) {
    const variable = 'PRACTICE_TENANT_CUSTOM_DOMAIN_PORT';
    add(customDomainOrigin, ports.customDomain, variable, true);
  }
  return channels;
}

/** Stops accepting, lets running requests finish, and drops connections that idle. */
function closed(server: Server | TlsServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });
}
