import type { Access } from './admin/access.ts';
import type { TenantClock } from './clock/tenant-clock.ts';
import { type Origins, originsIn } from './directory/addresses.ts';
import { openDirectories } from './directory/foreign-apps.ts';
import type { Tenant } from './directory/model.ts';
import type { RegisteredApps } from './directory/seeded-registrations.ts';
import { backChannel } from './federation/back-channel.ts';
import { federatedClient, socialProvider } from './federation/social-provider.ts';
import type { RequestLimits } from './hosted/request-limits.ts';
import { ruleBoundDirectories } from './hosted/rule-bound-directories.ts';
import { openTenant } from './protocol/tenant-provider.ts';
import type { ProviderSecrets } from './provider/provider-secrets.ts';
import type { SigningKeys } from './provider/signing-keys.ts';
import { dispatch, type Handler } from './server/dispatch.ts';
import { openSocial } from './social/open-social.ts';
import type { Store } from './store/store.ts';
import { openRealm, type Realm } from './tenant/realm.ts';

export interface TenantsOptions {
  store: Store;
  clock: TenantClock;
  report: (problem: string, cause: unknown) => void;
  tenants: readonly Tenant[];
  origins: Origins;
  /** Addresses of the same tenants, whose tokens are accepted as well. */
  otherOrigins: readonly Origins[];
  apps: RegisteredApps;
  behindProxy: boolean;
  secrets: ProviderSecrets;
  /** Instead of signing keys that replace one another. */
  keysOf?: (keyring: string) => SigningKeys;
  /** Whether anything can be broken on purpose. */
  hasFaults: boolean;
  /** Whether the desk is open, and Microsoft Graph shows more than an app's own data. */
  desk: boolean;
  /** Who may use the admin API. */
  access: Access;
  /** Takes a tenant back to how it was started. */
  reset: (realm: Realm) => Promise<void>;
  caCertificate: string;
  /** What each address may do in a minute, counted for all tenants together. */
  limits?: RequestLimits | undefined;
  isOwnHost: (host: string | undefined) => boolean;
}

export interface OpenTenants {
  realms: readonly Realm[];
  answer: Handler;
}

/** Opens all tenants, and the social provider, at one set of addresses. */
export async function openTenants(options: TenantsOptions): Promise<OpenTenants> {
  const { store, clock, report, tenants, origins, apps, behindProxy, secrets } = options;
  const { caCertificate, isOwnHost, access, reset, desk } = options;
  const client = federatedClient(origins, tenants);
  const social = openSocial({
    store,
    clock,
    origins,
    behindProxy,
    client,
    secrets: {
      key: secrets.socialKey,
      clientSecret: secrets.socialClient,
      cookieSecret: secrets.socialCookies,
    },
  });
  const ask = backChannel(caCertificate);
  const federation = socialProvider(origins, client, secrets.socialClient, ask);
  const ring = secrets.shared && { ring: secrets.shared.ring };
  const directories = ruleBoundDirectories(openDirectories(tenants, options, apps), {
    site: apps.siteOrigin,
    practiceTenant: originsIn(origins),
  });
  const realms = await Promise.all(
    directories.map(({ tenant, ...own }) =>
      openRealm(tenant, { ...options, ...own, social: federation, ...ring }),
    ),
  );
  const opened = realms.map(async (realm) =>
    openTenant(realm, {
      firstKey: secrets.shared?.first(realm.tenant.keyring) ?? (await realm.keys.current()),
      cookieSecret: secrets.cookies,
      behindProxy,
    }),
  );
  const answer = dispatch({
    tenants: await Promise.all(opened),
    social,
    origins,
    caCertificate,
    siteOrigin: apps.siteOrigin,
    desk,
    admin: { realms, access, clock, reset },
    clock,
    report,
    limits: options.limits,
    isOwnHost,
  });
  return { realms, answer };
}
