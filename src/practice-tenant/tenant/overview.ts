import { authorityOf, backOrigin, basePath, issuerOf, paths } from '../directory/addresses.ts';
import type { TenantType } from '../directory/model.ts';
import { redirectUrisOf } from '../directory/redirect-uris.ts';
import type { Realm } from './realm.ts';

/** What a client of a tenant is configured with. */
export interface TenantOverview {
  type: TenantType;
  id: string;
  domain: string;
  name: string;
  authority: string;
  issuer: string;
  /** The address of its metadata document. */
  metadata: string;
  registrations: {
    clientId: string;
    name: string;
    /** The first that hasn't expired. */
    secret?: string;
    redirectUris: string[];
  }[];
  users: { username: string; name: string }[];
}

export async function tenantOverview(realm: Realm): Promise<TenantOverview> {
  const { tenant, origins, directory, clock } = realm;
  const registrations = await directory.registrations();
  const users = await directory.users();
  return {
    type: tenant.type,
    id: tenant.id,
    domain: tenant.domain,
    name: tenant.name,
    authority: authorityOf(tenant, origins),
    issuer: issuerOf(tenant, origins),
    metadata: backOrigin(tenant, origins) + basePath(tenant, tenant.userFlows[0]) + paths.discovery,
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
