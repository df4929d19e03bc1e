import type { Directory } from './directory.ts';
import type { Group, Registration, User } from './model.ts';

/** The groups of a user, which can be assigned to apps like the user. */
const groupsOf = async (directory: Directory, { groups = [] }: User): Promise<Group[]> =>
  groups.length === 0 ? [] : (await directory.groups()).filter(({ id }) => groups.includes(id));

/** The values of the app's roles that a user has, of their own or with a group. */
export async function rolesIn(
  directory: Directory,
  user: User,
  app: Pick<Registration, 'clientId' | 'appRoles'> | undefined,
): Promise<string[] | undefined> {
  if (app === undefined) return undefined;
  const own = user.roles?.[app.clientId];
  if (app.appRoles === undefined) return own;
  const groups = await groupsOf(directory, user);
  const theirs = groups.flatMap(({ roles }) => roles?.[app.clientId] ?? []);
  return theirs.length === 0 ? own : [...new Set([...(own ?? []), ...theirs])];
}

/** Whether a user is assigned to an app, with a role or without one, themselves or with a group. */
export async function isAssigned(
  directory: Directory,
  user: User,
  { clientId }: Registration,
): Promise<boolean> {
  return [user, ...(await groupsOf(directory, user))].some(
    ({ roles, assignedTo = [] }) =>
      assignedTo.includes(clientId) || (roles?.[clientId] ?? []).length > 0,
  );
}
