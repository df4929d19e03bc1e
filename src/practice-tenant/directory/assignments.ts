import type { Directory } from './directory.ts';
import type { Group, Registration, User } from './model.ts';

/** The groups of a user, which can be assigned to apps like the user. */
const groupsOf = async (directory: Directory, { groups = [] }: User): Promise<Group[]> => {
  if (groups.length === 0) return [];
  const own = new Set(groups);
  return (await directory.groups()).filter(({ id }) => own.has(id));
};

/** The values of the app's roles that a user has, of their own or with a group; one that was deleted doesn't count. */
export async function rolesIn(
  directory: Directory,
  user: User,
  app: Pick<Registration, 'clientId' | 'appRoles'> | undefined,
): Promise<string[] | undefined> {
  if (app === undefined) return undefined;
  const own = user.roles?.[app.clientId];
  // Until an app defines roles, a user may have any value.
  if (app.appRoles === undefined) return own;
  const defined = new Set(app.appRoles.map(({ value }) => value));
  const groups = await groupsOf(directory, user);
  const theirs = groups.flatMap(({ roles }) => roles?.[app.clientId] ?? []);
  const all = [...new Set([...(own ?? []), ...theirs])].filter((value) => defined.has(value));
  return all.length === 0 ? undefined : all;
}

type Assignable = Pick<User | Group, 'roles' | 'assignedTo'>;

/** The values that are kept for an app; a client ID from a form may be a name such as `constructor`. */
const valuesOf = ({ roles = {} }: Assignable, clientId: string): string[] =>
  (Object.hasOwn(roles, clientId) ? roles[clientId] : undefined) ?? [];

/** Whether a user or a group is assigned to an app, with a role or without one. */
const isAssignedItself = (holder: Assignable, clientId: string): boolean =>
  holder.assignedTo?.includes(clientId) === true || valuesOf(holder, clientId).length > 0;

/** Whether a user is assigned to an app, themselves or with a group. */
export async function isAssigned(
  directory: Directory,
  user: User,
  { clientId }: Registration,
): Promise<boolean> {
  return [user, ...(await groupsOf(directory, user))].some((each) =>
    isAssignedItself(each, clientId),
  );
}

/** The groups of a user that are assigned to an app: what "Groups assigned to the application" puts into tokens. */
export const groupsAssignedTo = async (
  directory: Directory,
  user: User,
  { clientId }: Pick<Registration, 'clientId'>,
): Promise<string[]> =>
  (await groupsOf(directory, user))
    .filter((group) => isAssignedItself(group, clientId))
    .map(({ id }) => id);

/** A row of "Users and groups" of an enterprise application. */
export type Assignment =
  | { type: 'User'; holder: User; role: string | undefined }
  | { type: 'Group'; holder: Group; role: string | undefined };

/** Who is assigned to an app, and with which role; without one is "Default Access". */
export async function assignmentsTo(
  directory: Directory,
  { clientId }: Pick<Registration, 'clientId'>,
): Promise<Assignment[]> {
  const [users, groups] = await Promise.all([directory.users(), directory.groups()]);
  return [
    ...users.flatMap((holder): Assignment[] =>
      rolesHeld(holder, clientId).map((role) => ({ type: 'User', holder, role })),
    ),
    ...groups.flatMap((holder): Assignment[] =>
      rolesHeld(holder, clientId).map((role) => ({ type: 'Group', holder, role })),
    ),
  ];
}

const rolesHeld = (holder: Assignable, clientId: string): (string | undefined)[] => [
  ...(holder.assignedTo?.includes(clientId) === true ? [undefined] : []),
  ...valuesOf(holder, clientId),
];

/** The user or group with one more assignment. */
export function withAssignment<Holder extends Assignable>(
  holder: Holder,
  clientId: string,
  role: string | undefined,
): Holder {
  const { roles = {}, assignedTo = [] } = holder;
  if (role === undefined) {
    return { ...holder, assignedTo: [...new Set([...assignedTo, clientId])] };
  }
  const held = new Set([...valuesOf(holder, clientId), role]);
  return { ...holder, roles: { ...roles, [clientId]: [...held] } };
}

/** The user or group with one assignment fewer. */
export function withoutAssignment<Holder extends Assignable>(
  holder: Holder,
  clientId: string,
  role: string | undefined,
): Holder {
  const { roles = {}, assignedTo = [] } = holder;
  if (role === undefined) {
    return { ...holder, assignedTo: assignedTo.filter((each) => each !== clientId) };
  }
  const { [clientId]: _, ...others } = roles;
  const left = valuesOf(holder, clientId).filter((each) => each !== role);
  return { ...holder, roles: left.length > 0 ? { ...others, [clientId]: left } : others };
}
