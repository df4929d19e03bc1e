import {
  authorityOf,
  backOrigin,
  basePath,
  issuerOf,
  type Origins,
  paths,
} from '../directory/addresses.ts';
import type { Tenant, TenantKey, TenantType } from '../directory/model.ts';
import { ownRegistrations } from '../directory/own-registrations.ts';
import { redirectUrisOf } from '../directory/redirect-uris.ts';
import type { Realm } from './realm.ts';

interface ClientAddresses {
  authority: string;
  issuer: string;
  /** The address of its metadata document. */
  metadata: string;
}

/** What a client of a tenant is configured with. */
export interface TenantOverview extends ClientAddresses {
  key: TenantKey;
  type: TenantType;
  id: string;
  domain: string;
  name: string;
  /** The same for clients that refuse an http address in metadata; absent on a public host. */
  httpsOnly?: ClientAddresses;
  registrations: {
    clientId: string;
    name: string;
    /** The first that hasn't expired. */
    secret?: string;
    redirectUris: string[];
  }[];
  users: { username: string; name: string }[];
}

const clientAddresses = (tenant: Tenant, origins: Origins): ClientAddresses => ({
  authority: authorityOf(tenant, origins),
  issuer: issuerOf(tenant, origins),
  metadata: backOrigin(tenant, origins) + basePath(tenant, tenant.userFlows[0]) + paths.discovery,
});

/** For clients that refuse an http address in metadata. @returns undefined on a public host */
export function httpsOnlyAddresses({ tenant, otherOrigins }: Realm): ClientAddresses | undefined {
  const httpsOnly = otherOrigins.find(({ front }) => front.startsWith('https:'));
  return httpsOnly && clientAddresses(tenant, httpsOnly);
}

export async function tenantOverview(realm: Realm): Promise<TenantOverview> {
  const { tenant, origins, directory, clock } = realm;
  const httpsOnly = httpsOnlyAddresses(realm);
  const registrations = await ownRegistrations(directory);
  const users = await directory.users();
  return {
    key: tenant.key,
    type: tenant.type,
    id: tenant.id,
    domain: tenant.domain,
    name: tenant.name,
    ...clientAddresses(tenant, origins),
    ...(httpsOnly && { httpsOnly }),
    registrations: registrations.map((app) => {
      const secret = app.secrets.find(({ expires }) => Date.parse(expires) > clock.now());
      return {
        clientId: app.clientId,
        name: app.name,
        ...(secret && { secret: secret.value }),
        redirectUris: redirectUrisOf(app),
      };
    }),
    users: users.map(({ username, name }) => ({ username, name })),
  };
}
