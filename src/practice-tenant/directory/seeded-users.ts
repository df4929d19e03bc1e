import type { Tenant, User } from './model.ts';
import { clientIds } from './seeded-registrations.ts';

/** Password of every seeded user; public on purpose. */
export const seededPassword = 'practice';

const people = [
  { number: 1, username: 'alex', name: 'Alex Rivera', roles: ['Task.Admin'] },
  { number: 2, username: 'sam', name: 'Sam Okafor', roles: [] },
  { number: 3, username: 'mira', name: 'Mira Lindqvist', roles: [] },
];

/** The three invented people every tenant starts with; the same person has another object ID in each. */
export function seededUsers(tenant: Tenant): User[] {
  return people.map(({ number, username, name, roles }) => ({
    objectId: `${tenant.id.slice(0, 8)}-0000-4000-8000-00000000000${number}`,
    username: `${username}@${tenant.domain}`,
    name,
    email: `${username}@${tenant.domain}`,
    administrator: number === 1,
    ...(roles.length > 0 ? { roles: { [clientIds.tasksApi]: roles } } : {}),
  }));
}
