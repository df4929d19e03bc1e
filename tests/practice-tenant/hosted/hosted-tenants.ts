import { createServer, type Server } from 'node:http';
import { openClock } from '../../../src/practice-tenant/clock/tenant-clock.ts';
import {
  inTenantSet,
  type TenantSetId,
  tenantSetId,
} from '../../../src/practice-tenant/directory/tenant-set.ts';
import type { RequestLimits } from '../../../src/practice-tenant/hosted/request-limits.ts';
import { openTenants } from '../../../src/practice-tenant/open-tenants.ts';
import { ownSecrets } from '../../../src/practice-tenant/provider/provider-secrets.ts';
import { memoryStore } from '../../../src/practice-tenant/store/memory-store.ts';
import type { Store } from '../../../src/practice-tenant/store/store.ts';
import { ownTenants } from '../../../src/practice-tenant/tenant/own-tenants.ts';
import type { Realm } from '../../../src/practice-tenant/tenant/realm.ts';
import { freePort } from '../../e2e/free-ports.ts';

export const site = 'https://lab.example';

export interface HostedTenants {
  set: TenantSetId;
  /** Of pages and apps alike. */
  origin: string;
  store: Store;
  realm(key: Realm['tenant']['key']): Realm;
  /** A text with the IDs and domains of the set. */
  own(text: string): string;
  admin(method: string, path: string, body?: unknown): Promise<Response>;
  close(): Promise<void>;
}

/** The practice tenants of one visitor, over plain http, without what finds them for a request. */
export async function hostedTenants(
  digits = '3f9ac27b10de',
  limits?: RequestLimits,
): Promise<HostedTenants> {
  const set = tenantSetId.parse(digits);
  const store = memoryStore();
  const origin = `http://127.0.0.1:${await freePort()}`;
  const origins = {
    front: origin,
    back: origin,
    customDomain: origin,
    customDomainFront: origin,
  };
  const { realms, answer } = await openTenants({
    store,
    clock: await openClock(store),
    report: (problem, cause) => console.error(problem, cause),
    tenants: await ownTenants(store, set),
    origins,
    otherOrigins: [],
    apps: { siteOrigin: site },
    behindProxy: false,
    secrets: await ownSecrets(store),
    hasFaults: true,
    desk: true,
    access: 'open',
    reset: async () => {},
    caCertificate: '',
    isOwnHost: () => true,
    limits,
  });
  const server = await listening(createServer(answer), Number(new URL(origin).port));
  return {
    set,
    origin,
    store,
    own: (text) => inTenantSet(text, set),
    realm: (key) => {
      const found = realms.find(({ tenant }) => tenant.key === key);
      if (found === undefined) throw new Error(`There is no tenant ${key}.`);
      return found;
    },
    admin: (method, path, body) =>
      fetch(`${origin}/admin/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await store.close();
    },
  };
}

const listening = (server: Server, port: number): Promise<Server> =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
