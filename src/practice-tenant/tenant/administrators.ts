import { issuerOf } from '../directory/addresses.ts';
import type { Directory } from '../directory/directory.ts';
import type { Tenant, User } from '../directory/model.ts';
import { tenantTypeTraits } from '../directory/tenant-types.ts';
import type { Realm } from './realm.ts';

/**
 * A tenant with user flows as its administrators know it: at addresses without a user flow, it's an
 * ordinary Entra tenant, over the same directory. What's set for user flows doesn't count there.
 * @returns undefined for a tenant without user flows
 */
export function realmOfAdministrators(realm: Realm): Realm | undefined {
  if (realm.tenant.userFlows.length === 0) return undefined;
  const tenant = asEntra(realm.tenant);
  return {
    ...realm,
    tenant,
    issuer: issuerOf(tenant, realm.origins),
    directory: withAdministratorsOnly(realm.directory),
    settings: { ...realm.settings, isOn: async () => false },
    social: undefined,
  };
}

const asEntra = (tenant: Tenant): Tenant => ({
  ...tenant,
  ...tenantTypeTraits['entra-id'],
  hasGroups: tenant.hasGroups,
  userFlows: [],
  selfServiceSignUp: false,
  signUpAttributes: [],
  // It can be given another one at any time.
  get name() {
    return tenant.name;
  },
});

const isAdministrator = (user: User | undefined): user is User => user?.administrator === true;
const orNobody = (user: User | undefined) => (isAdministrator(user) ? user : undefined);

/** Customers have local accounts, which only user flows know. */
const withAdministratorsOnly = (directory: Directory): Directory => ({
  ...directory,
  users: async () => (await directory.users()).filter(isAdministrator),
  user: async (objectId) => orNobody(await directory.user(objectId)),
  userNamed: async (username) => orNobody(await directory.userNamed(username)),
});
