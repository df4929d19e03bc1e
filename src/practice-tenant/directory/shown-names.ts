import { firstPartyApps } from './first-party-apps.ts';
import type { Registration, Tenant, User } from './model.ts';
import { seededRegistrations } from './seeded-registrations.ts';
import { seededUsers } from './seeded-users.ts';
import { inTenantSet } from './tenant-set.ts';
import { tenants } from './tenants.ts';

/*
 * What the pages of a sign-in call things. At a hosted practice tenant, anyone can open these pages, so
 * they show no name that a visitor made up: a page with an attacker's words on it could be made to look like
 * another company's. Names that the tenants came with are shown; for all others, an ID.
 */

const seededApps: ReadonlyMap<string, string> = new Map(
  [
    ...tenants.flatMap((tenant) =>
      seededRegistrations(tenant, { siteOrigin: 'https://lab.example' }),
    ),
    ...firstPartyApps,
  ].map(({ clientId, name }) => [clientId, name]),
);

/** The display name of an app; hosted, its client ID, unless it has the name that it came with. */
export function shownApp({ set }: Pick<Tenant, 'set'>, { clientId, name }: Registration): string {
  if (set === undefined) return name;
  const isSeeded = [...seededApps].some(
    ([id, seeded]) => seeded === name && inTenantSet(id, set) === clientId,
  );
  return isSeeded ? name : clientId;
}

/** The app with that name. */
export const asShown = (tenant: Pick<Tenant, 'set'>, app: Registration): Registration => ({
  ...app,
  name: shownApp(tenant, app),
});

/** Whether a user has the name that they came with, at a hosted practice tenant. */
export const hasSeededName = (tenant: Tenant, { objectId, name }: User): boolean =>
  seededUsers(tenant).some((seeded) => seeded.objectId === objectId && seeded.name === name);

/** The display name of a user; hosted, what's before the @, unless it's the name that they came with. */
export function shownUser(tenant: Tenant, user: User): string {
  if (tenant.set === undefined || hasSeededName(tenant, user)) return user.name;
  return user.username.split('@')[0] ?? '';
}

/** The display name of a tenant; hosted, the one that it came with. */
export function shownTenant(tenant: Pick<Tenant, 'set' | 'key' | 'name'>): string {
  if (tenant.set === undefined) return tenant.name;
  return tenants.find(({ key }) => key === tenant.key)?.name ?? tenant.key;
}
