import type { TenantClock } from '../clock/tenant-clock.ts';
import type { Store } from '../store/store.ts';
import { type Directory, openDirectory } from './directory.ts';
import { firstPartyApps } from './first-party-apps.ts';
import type { Registration, Tenant } from './model.ts';
import { inTenant } from './new-registration.ts';
import { registrationFields } from './records.ts';
import type { RegisteredApps } from './seeded-registrations.ts';
import { microsoftServices } from './tenant-ids.ts';

export interface TenantDirectory {
  tenant: Tenant;
  directory: Directory;
}

/** The directory of every tenant, each with the apps that other organizations and Microsoft share. */
export function openDirectories(
  tenants: readonly Tenant[],
  options: { store: Store; clock: TenantClock },
  apps: RegisteredApps,
): TenantDirectory[] {
  const homes = tenants.map((tenant) => ({
    tenant,
    directory: openDirectory(tenant, options, apps),
  }));
  return homes.map((home) => ({
    tenant: home.tenant,
    directory: withForeignApps(home, homes, options.store),
  }));
}

/** What a tenant itself keeps of an app that is registered in another one. */
const servicePrincipal = registrationFields.pick({
  adminConsent: true,
  appPermissions: true,
  servicePrincipalOwners: true,
  assignmentRequired: true,
  tags: true,
});

/** Tenants for customers neither share apps nor take them. */
const takesAppsOf = (tenant: Tenant, home: Tenant): boolean =>
  home.key !== tenant.key && home.isWorkforce && (tenant.isWorkforce || tenant.isPersonal);

/** Whether users of a tenant may sign in to an app that is registered in another one. */
export const isShared = (home: Tenant, app: Registration, tenant: Tenant): boolean =>
  takesAppsOf(tenant, home) &&
  (tenant.isPersonal ? app.personalAccounts === true : app.audience === 'anyTenant');

/** The app as another tenant finds it before the first consent: nothing that its home granted holds there. */
export const asForeign = (app: Registration, homeTenant: string): Registration => ({
  ...app,
  // Object IDs of its home tenant.
  owners: undefined,
  adminConsent: [],
  appPermissions: {},
  servicePrincipalOwners: undefined,
  assignmentRequired: undefined,
  tags: undefined,
  withoutServicePrincipal: true,
  homeTenant,
});

/**
 * Another organization's registration stays where it is, and is read there each time. This tenant saves only
 * its service principal, which the first consent makes. Until then, the app can be found, so that a sign-in
 * can ask for consent, but isn't listed.
 * @param homes every tenant's own directory
 */
function withForeignApps(
  { tenant, directory: own }: TenantDirectory,
  homes: readonly TenantDirectory[],
  store: Store,
): Directory {
  const others = homes.filter(({ tenant: home }) => takesAppsOf(tenant, home));
  const key = (clientId: string) => `service-principal/${tenant.key}/${clientId}`;
  const firstParty = tenant.isPersonal ? [] : firstPartyApps;
  const foreign = async (homeId: string, app: Registration): Promise<Registration> => {
    const kept = servicePrincipal.safeParse(await store.get(key(app.clientId))).data;
    const unknown = asForeign(app, homeId);
    return kept === undefined ? unknown : { ...inTenant(unknown), ...kept };
  };
  const registration = async (clientId: string | undefined): Promise<Registration | undefined> => {
    const found = await own.registration(clientId);
    if (found !== undefined) return found;
    for (const { tenant: home, directory } of others) {
      const app = await directory.registration(clientId);
      if (app !== undefined && isShared(home, app, tenant)) return foreign(home.id, app);
    }
    const ofMicrosoft = firstParty.find((app) => app.clientId === clientId?.toLowerCase());
    return ofMicrosoft && foreign(microsoftServices, ofMicrosoft);
  };
  const foreignApps = async (): Promise<Registration[]> => {
    const lists = others.map(async ({ tenant: home, directory }) => {
      const apps = (await directory.registrations()).filter((app) => isShared(home, app, tenant));
      return Promise.all(apps.map((app) => foreign(home.id, app)));
    });
    const ofMicrosoft = Promise.all(firstParty.map((app) => foreign(microsoftServices, app)));
    return (await Promise.all([...lists, ofMicrosoft])).flat();
  };
  const isTaken = async (clientId: string): Promise<boolean> => {
    const apps = others.map(({ directory }) => directory.registration(clientId));
    const found = [...(await Promise.all(apps)), ...firstParty];
    return found.some((app) => app?.clientId === clientId.toLowerCase());
  };
  return {
    ...own,
    foreignApps,
    isTaken,
    registration,
    registrations: async () => [
      ...(await own.registrations()),
      ...(await foreignApps()).filter((app) => app.withoutServicePrincipal !== true),
    ],
    saveRegistration: async (app) => {
      if (app.homeTenant === undefined) return own.saveRegistration(app);
      if (app.withoutServicePrincipal === true) return store.delete(key(app.clientId));
      return store.set(key(app.clientId), servicePrincipal.parse(app));
    },
    removeRegistration: async (app) =>
      app.homeTenant === undefined ? own.removeRegistration(app) : store.delete(key(app.clientId)),
  };
}
