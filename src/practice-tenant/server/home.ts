import { authorityOf, backOrigin, basePath, paths } from '../directory/addresses.ts';
import { homePage, type TenantSummary } from '../pages/home.ts';
import type { Html } from '../pages/html.ts';
import type { Realm } from '../tenant/realm.ts';

/** Gathers what the home page shows of each tenant. */
export async function homePageOf(realms: readonly Realm[]): Promise<Html> {
  const summaries = realms.map(async ({ tenant, origins, directory }): Promise<TenantSummary> => {
    const base = basePath(tenant, tenant.userFlows[0]);
    return {
      tenant,
      authority: authorityOf(tenant, origins),
      discovery: backOrigin(tenant, origins) + base + paths.discovery,
      registrations: await directory.registrations(),
    };
  });
  return homePage(await Promise.all(summaries));
}
