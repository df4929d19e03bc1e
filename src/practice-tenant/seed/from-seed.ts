import { derivedId } from '../directory/derived-id.ts';
import type { Group, Registration, Tenant, User } from '../directory/model.ts';
import { inTenant, newRegistration } from '../directory/new-registration.ts';
import { hashPassword } from '../directory/passwords.ts';
import { registrationRecord, userRecord } from '../directory/records.ts';
import { openIdScopes } from '../directory/scopes.ts';
import { idIn } from '../directory/tenant-set.ts';
import { guestsHome } from '../directory/tenants.ts';
import type { TenantSeed } from './seed.ts';

type Of<Name extends 'groups' | 'users' | 'registrations' | 'servicePrincipals'> = NonNullable<
  TenantSeed[Name]
>[number];
export type SeededGroup = Of<'groups'>;
export type SeededUser = Of<'users'>;
export type SeededRegistration = Of<'registrations'>;
export type SeededServicePrincipal = Of<'servicePrincipals'>;

/** IDs follow from names, so that seeding twice changes the same ones. */
export const groupFrom = (tenant: Tenant, group: SeededGroup, names: AppNames): Group => ({
  ...group,
  ...assignmentsFrom(group, names),
  id: group.id?.toLowerCase() ?? derivedId(tenant.id, 'group', group.name),
});

export const usernameIn = (tenant: Tenant, username: string): string =>
  username.includes('@') ? username : `${username}@${tenant.domain}`;

/** What the names of apps in a user or group are for. */
export interface AppNames {
  /** The client ID of an API, which may be one that isn't registered here. */
  api: (idOrName: string) => string;
  /** The client ID of a registration. */
  app: (idOrName: string) => string;
}

export interface Names extends AppNames {
  /** The ID of a group. */
  group: (idOrName: string) => string;
}

/** The apps that a user or group is assigned to, by client ID. */
const assignmentsFrom = (
  { roles, assignedTo }: Pick<SeededUser, 'roles' | 'assignedTo'>,
  { api, app }: AppNames,
) => ({
  ...(roles && {
    roles: Object.fromEntries(Object.entries(roles).map(([name, values]) => [api(name), values])),
  }),
  ...(assignedTo && { assignedTo: assignedTo.map(app) }),
});

/** @param existing the user that is replaced; the object ID stays, and so does the password unless there's a new one */
export async function userFrom(
  tenant: Tenant,
  seeded: SeededUser,
  existing: User | undefined,
  names: Names,
): Promise<User> {
  const { password, guest, groups, roles, assignedTo, ...given } = seeded;
  const { passwordHash, identity, createdAt } = existing ?? {};
  const username = usernameIn(tenant, seeded.username);
  const own = existing?.objectId ?? derivedId(tenant.id, 'user', username.toLowerCase());
  return userRecord.parse({
    passwordHash,
    identity,
    createdAt,
    ...given,
    objectId: seeded.objectId?.toLowerCase() ?? own,
    username,
    name: seeded.name ?? username.split('@')[0],
    email: seeded.email ?? username,
    ...(password !== undefined && { passwordHash: await hashPassword(password) }),
    ...(guest === true && { homeTenant: seeded.homeTenant ?? guestsHome(tenant) }),
    ...(groups && { groups: groups.map(names.group) }),
    ...assignmentsFrom({ roles, assignedTo }, names),
  });
}

const endOf2099 = '2099-12-31T00:00:00Z';
const tokenExchange = 'api://AzureADTokenExchange';

export const clientIdFrom = (
  tenant: Tenant,
  { clientId, name }: Pick<SeededRegistration, 'clientId' | 'name'>,
): string =>
  clientId?.toLowerCase() ?? idIn(tenant.set, derivedId(tenant.id, 'registration', name));

const scopesFrom = (
  consented: SeededRegistration['adminConsent'],
  permissions: readonly string[],
): string[] => (consented === true ? [...openIdScopes, ...permissions] : (consented ?? []));

/** What a tenant decides about another organization's app. */
export const servicePrincipalFrom = (
  app: Registration,
  { adminConsent, appPermissions = {}, assignmentRequired }: SeededServicePrincipal,
): Registration => ({
  ...inTenant(app),
  adminConsent: scopesFrom(adminConsent, app.permissions ?? []),
  appPermissions,
  assignmentRequired,
});

export function registrationFrom(tenant: Tenant, seeded: SeededRegistration): Registration {
  const { redirectUris = [], adminConsent, secrets = [], federatedCredentials = [] } = seeded;
  const fresh = newRegistration(tenant, seeded.name, { redirectUris });
  const { permissions = fresh.permissions ?? [] } = seeded;
  return registrationRecord.parse({
    ...fresh,
    ...seeded,
    clientId: clientIdFrom(tenant, seeded),
    permissions,
    ...(seeded.audience === 'personalAccounts' && { personalAccounts: true }),
    adminConsent: scopesFrom(adminConsent, permissions),
    secrets: secrets
      .map((each) => (typeof each === 'string' ? { value: each } : each))
      .map((each) => ({ ...each, expires: each.expires ?? endOf2099 })),
    federatedCredentials: federatedCredentials.map((each) => ({
      ...each,
      audience: each.audience ?? tokenExchange,
    })),
  });
}
