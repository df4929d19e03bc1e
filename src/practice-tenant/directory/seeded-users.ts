import { groupIds } from './groups.ts';
import type { Tenant, TenantKey, User } from './model.ts';
import { clientIds } from './seeded-registrations.ts';
import { contoso, litware } from './tenant-ids.ts';

/** Password of every seeded user; public on purpose. */
export const seededPassword = 'practice';

/** The app role that the apps with a sign-in define. */
const admin = 'Admin';

const people: readonly Person[] = [
  {
    username: 'alex',
    givenName: 'Alex',
    surname: 'Rivera',
    country: 'US',
    roles: {
      [clientIds.tasksApi]: ['Task.Admin', 'Tasks.Read.All'],
      [clientIds.webApp]: [admin],
      [clientIds.liveDemo]: [admin],
      [clientIds.anyAccount]: [admin],
    },
  },
  { username: 'sam', givenName: 'Sam', surname: 'Okafor', country: 'US' },
  { username: 'mira', givenName: 'Mira', surname: 'Lindqvist', country: 'SE' },
];

interface Person extends Pick<User, 'username' | 'givenName' | 'surname' | 'country'> {
  /** By the client ID of the app that defines them. */
  roles?: Record<string, string[]>;
}

/** The invented users a tenant starts with; the same person has a different object ID in each. */
export function seededUsers(tenant: Tenant): User[] {
  return usersOf[tenant.key]?.(tenant) ?? usersWithApps(tenant);
}

/** Of the tenants without apps. */
const usersOf: Partial<Record<TenantKey, (tenant: Tenant) => User[]>> = {
  northwind: (tenant) => [
    {
      ...employee(tenant, 1, 'Priya', 'Nair', 'priya'),
      administrator: true,
      roles: { [clientIds.anyAccount]: [admin] },
    },
    employee(tenant, 2, 'Tom', 'Berger', 'tom'),
    {
      objectId: objectId(tenant, 3),
      username: `mira_contoso.onmicrosoft.com#EXT#@${tenant.domain}`,
      name: 'Mira Lindqvist (guest)',
      givenName: 'Mira',
      surname: 'Lindqvist',
      email: 'mira@contoso.onmicrosoft.com',
      homeTenant: contoso,
    },
  ],
  litware: (tenant) => [
    { ...employee(tenant, 1, 'Eli', 'Marsh', 'eli'), administrator: true },
    {
      ...employee(tenant, 2, 'Noor', 'Haddad', 'noor'),
      username: 'noor@litware.example',
      email: 'noor@litware.example',
    },
  ],
  personal: () => [personalAccount(1, 'Robin', 'Hale'), personalAccount(2, 'Kim', 'Duarte')],
};

function employee(
  tenant: Tenant,
  number: number,
  givenName: string,
  surname: string,
  name: string,
): User {
  return {
    objectId: objectId(tenant, number),
    username: `${name}@${tenant.domain}`,
    name: `${givenName} ${surname}`,
    givenName,
    surname,
    email: `${name}@${tenant.domain}`,
  };
}

/** As the real ones do, its object ID begins with zeros. */
function personalAccount(number: number, givenName: string, surname: string): User {
  const username = `${givenName}.${surname}@personal.example`.toLowerCase();
  return {
    objectId: `00000000-0000-0000-7777-00000000000${number}`,
    username,
    name: `${givenName} ${surname}`,
    givenName,
    surname,
    email: username,
  };
}

function usersWithApps(tenant: Tenant): User[] {
  const users = people.map(({ username, roles, ...person }, index) => ({
    objectId: objectId(tenant, index + 1),
    username: `${username}@${tenant.domain}`,
    ...person,
    name: `${person.givenName} ${person.surname}`,
    email: `${username}@${tenant.domain}`,
    administrator: index === 0,
    ...(index < 2 ? { hasPhoto: true } : {}),
    ...(roles && { roles: rolesHere(tenant, roles) }),
  }));
  if (!tenant.isWorkforce) return users;
  const staff = users.map((user, index) => ({
    ...user,
    groups: index === 0 ? [groupIds.staff, groupIds.taskAdmins] : [groupIds.staff],
  }));
  return [...staff, guest(tenant)];
}

/** Those of apps that the tenant has; in Azure AD B2C, users have roles of an API only, which no token names. */
const rolesHere = (tenant: Tenant, roles: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(roles).filter(
      ([clientId]) =>
        clientId === clientIds.tasksApi ||
        (tenant.hasRolesForUsers && (clientId !== clientIds.anyAccount || tenant.isWorkforce)),
    ),
  );

const objectId = ({ id }: Tenant, number: number): string =>
  `${id.slice(0, 8)}-0000-4000-8000-00000000000${number}`;

/** A user of another organization, invited into the workforce tenant. */
const guest = (tenant: Tenant): User => ({
  objectId: objectId(tenant, 4),
  username: `noor_litware.example#EXT#@${tenant.domain}`,
  name: 'Noor Haddad (guest)',
  givenName: 'Noor',
  surname: 'Haddad',
  email: 'noor@litware.example',
  homeTenant: litware,
});
