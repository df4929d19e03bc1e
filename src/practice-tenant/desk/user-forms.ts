import { assignableRoles } from '../directory/app-roles.ts';
import { withAssignment, withoutAssignment } from '../directory/assignments.ts';
import type { Group, Registration, Tenant, User } from '../directory/model.ts';
import { hashPassword } from '../directory/passwords.ts';
import { guestsHome } from '../directory/tenants.ts';
import { orProblem } from '../hosted/refused-here.ts';
import { type Fields, ownEntry, typed } from '../http/form.ts';
import type { Realm } from '../tenant/realm.ts';

/** The result of a form about users: the user to show, or the problem. */
export type UserResult = { user: User } | { problem: string };

/** "New user" > "Create new user" of the admin center. */
export const createUser = (realm: Realm, fields: Fields): Promise<UserResult> =>
  orProblem(() => created(realm, fields));

async function created({ directory, tenant }: Realm, fields: Fields): Promise<UserResult> {
  const local = typed(fields, 'user-principal-name').toLowerCase();
  const name = typed(fields, 'display-name');
  const password = fields.get('password') ?? '';
  if (!/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/.test(local))
    return { problem: `Enter the part before @${tenant.domain}: letters, digits, . _ and -.` };
  if (name === '') return { problem: 'Enter a display name.' };
  if (password.length < 8) return { problem: 'Enter a password of at least 8 characters.' };
  const username = `${local}@${tenant.domain}`;
  if ((await directory.userNamed(username)) !== undefined)
    return { problem: `${username} is taken.` };
  const passwordHash = await hashPassword(password);
  return { user: await directory.addUser({ username, name, email: username, passwordHash }) };
}

interface Known {
  tenant: Tenant;
  groups: readonly Group[];
  registrations: readonly Registration[];
}

type Change = (user: User, fields: Fields, known: Known) => UserResult;

/** The forms of one user, by the value of their `do`. */
const changes: Readonly<Record<string, Change>> = {
  properties: (user, fields, { tenant }) => {
    const name = typed(fields, 'display-name');
    if (name === '') return { problem: 'Enter a display name.' };
    const { homeTenant, ...member } = user;
    const isGuest = typed(fields, 'user-type') === 'Guest';
    const givenName = typed(fields, 'first-name') || undefined;
    const surname = typed(fields, 'last-name') || undefined;
    const home = isGuest ? { homeTenant: homeTenant ?? guestsHome(tenant) } : {};
    const accountEnabled = typed(fields, 'account-enabled') === 'No' ? false : undefined;
    return { user: { ...member, name, givenName, surname, accountEnabled, ...home } };
  },
  groups: (user, fields, { groups }) => ({
    user: {
      ...user,
      groups: groups.map(({ id }) => id).filter((id) => fields.get(id) === 'yes'),
    },
  }),
  'assign-role': (user, fields, { registrations }) => {
    const app = typed(fields, 'application');
    const role = typed(fields, 'role');
    if (!/^[^\s]{1,120}$/.test(role)) return { problem: 'Enter the value of the app role.' };
    const registration = registrations.find(({ clientId }) => clientId === app);
    // Until an app defines roles, a user may have any value.
    const isOffered =
      registration?.appRoles === undefined ||
      assignableRoles(registration).some(({ value }) => value === role);
    if (!isOffered)
      return { problem: `${registration.name} has no app role ${role} to assign to users.` };
    return { user: withAssignment(user, app, role) };
  },
  'remove-role': (user, fields) => ({
    user: withoutAssignment(user, typed(fields, 'application'), typed(fields, 'role')),
  }),
};

/** @returns undefined when there is no such form */
export const changeUser = (
  realm: Realm,
  user: User,
  fields: Fields,
): Promise<UserResult | undefined> => orProblem(() => changed(realm, user, fields));

async function changed(
  { directory, revocations, tenant }: Realm,
  user: User,
  fields: Fields,
): Promise<UserResult | undefined> {
  if (fields.get('do') === 'revoke-sessions') {
    await revocations.revoke(user.objectId);
    return { user };
  }
  const apply = ownEntry(changes, fields.get('do') ?? '');
  if (apply === undefined) return undefined;
  const [groups, registrations] = await Promise.all([
    directory.groups(),
    directory.registrations(),
  ]);
  const result = apply(user, fields, { tenant, groups, registrations });
  if ('user' in result) await directory.saveUser(result.user);
  return result;
}
