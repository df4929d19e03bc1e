import { issuerOf, type Origins } from './directory/addresses.ts';
import { openConsents } from './directory/consents.ts';
import { openDirectory } from './directory/directory.ts';
import { tenants } from './directory/tenants.ts';
import { openFaultSwitches } from './faults/switches.ts';
import type { SocialProvider } from './federation/social-provider.ts';
import { keptSecret, signingKey } from './keys/signing-key.ts';
import type { OpenTenant } from './protocol/request/request-context.ts';
import { tenantProvider } from './protocol/tenant-provider.ts';
import type { Realm } from './realm/realm.ts';
import { openSignInLog } from './sign-in-log/sign-in-log.ts';
import type { Store } from './store/store.ts';

export interface OpenTenantsOptions {
  store: Store;
  origins: Origins;
  siteOrigin: string;
  /** What the B2C tenant knows of its social provider. */
  social: SocialProvider;
  /** Whether a proxy in front says the real scheme and host. */
  behindProxy: boolean;
}

/** The four tenants over one store. */
export async function openTenants(options: OpenTenantsOptions): Promise<OpenTenant[]> {
  const { store, origins, siteOrigin, behindProxy, social } = options;
  const cookieSecret = await keptSecret(store, 'cookies');
  return Promise.all(
    tenants.map(async (tenant): Promise<OpenTenant> => {
      const faults = openFaultSwitches(tenant.type, store);
      const realm: Realm = {
        tenant,
        origins,
        store,
        issuer: issuerOf(tenant, origins),
        directory: openDirectory(tenant, store, siteOrigin),
        consents: openConsents(tenant, store, ({ clientId }) =>
          faults.isOn(clientId, 'consent-removed'),
        ),
        key: await signingKey(store, tenant.type),
        log: openSignInLog(tenant.type, store),
        faults,
        social: tenant.hasSocialProvider ? social : undefined,
      };
      const provider = tenantProvider(realm, cookieSecret);
      provider.proxy = behindProxy;
      return { realm, provider, callback: provider.callback() };
    }),
  );
}
