import { groupIds } from './groups.ts';
import type { Tenant, User } from './model.ts';
import { clientIds } from './seeded-registrations.ts';

/** Password of every seeded user; public on purpose. */
export const seededPassword = 'practice';

const people = [
  {
    username: 'alex',
    givenName: 'Alex',
    surname: 'Rivera',
    country: 'US',
    roles: ['Task.Admin', 'Tasks.Read.All'],
  },
  { username: 'sam', givenName: 'Sam', surname: 'Okafor', country: 'US', roles: [] },
  { username: 'mira', givenName: 'Mira', surname: 'Lindqvist', country: 'SE', roles: [] },
];

/** The invented users a tenant starts with; the same person has a different object ID in each. */
export function seededUsers(tenant: Tenant): User[] {
  const users = people.map(({ username, roles, ...person }, index) => ({
    objectId: objectId(tenant, index + 1),
    username: `${username}@${tenant.domain}`,
    ...person,
    name: `${person.givenName} ${person.surname}`,
    email: `${username}@${tenant.domain}`,
    administrator: index === 0,
    ...(index < 2 ? { hasPhoto: true } : {}),
    ...(roles.length > 0 ? { roles: { [clientIds.tasksApi]: roles } } : {}),
  }));
  if (!tenant.isWorkforce) return users;
  const staff = users.map((user, index) => ({
    ...user,
    groups: index === 0 ? [groupIds.staff, groupIds.taskAdmins] : [groupIds.staff],
  }));
  return [...staff, guest(tenant)];
}

const objectId = ({ id }: Tenant, number: number): string =>
  `${id.slice(0, 8)}-0000-4000-8000-00000000000${number}`;

/** Tenant ID of the organization that guests come from. */
export const litware = '0e0e0e0e-5555-4555-8555-555555555555';

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
