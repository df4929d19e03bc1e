import { authorityOf, backOrigin, basePath, frontOrigin, paths } from '../directory/addresses.ts';
import { ownRegistrations } from '../directory/own-registrations.ts';
import { seededPassword } from '../directory/seeded-users.ts';
import { asShown, shownTenant, shownUser } from '../directory/shown-names.ts';
import { recentAccounts } from '../interaction/views.ts';
import { homePage, type TenantSummary } from '../pages/home.ts';
import type { Html } from '../pages/html.ts';
import { httpsOnlyAddresses } from '../tenant/overview.ts';
import type { Realm } from '../tenant/realm.ts';

/** Gathers what the front page shows of each tenant. @param desk whether the tenant desk is open */
export async function homePageOf(
  realms: readonly Realm[],
  desk: boolean,
  siteOrigin: string,
): Promise<Html> {
  const summaries = realms.map(async (realm): Promise<TenantSummary> => {
    const { tenant, origins, directory } = realm;
    const base = basePath(tenant, tenant.userFlows[0]);
    return {
      tenant: { ...tenant, name: shownTenant(tenant) },
      authority: authorityOf(tenant, origins),
      httpsOnlyAuthority: httpsOnlyAddresses(realm)?.authority,
      discovery: backOrigin(tenant, origins) + base + paths.discovery,
      front: frontOrigin(tenant, origins),
      registrations: (await ownRegistrations(directory)).map((app) => asShown(tenant, app)),
      users: (await recentAccounts(realm)).map((user) => ({
        ...user,
        name: shownUser(tenant, user),
      })),
    };
  });
  return homePage(await Promise.all(summaries), seededPassword, desk, siteOrigin);
}
