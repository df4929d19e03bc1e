import { assignableRoles } from '../directory/app-roles.ts';
import { withAssignment, withoutAssignment } from '../directory/assignments.ts';
import type { Directory } from '../directory/directory.ts';
import type { Group, Registration, User } from '../directory/model.ts';
import { orProblem } from '../hosted/refused-here.ts';
import { type Fields, ownEntry, typed } from '../http/form.ts';
import type { Realm } from '../tenant/realm.ts';

type Outcome = { registration: Registration } | { problem: string };
type Form = (realm: Realm, app: Registration, fields: Fields) => Promise<Outcome>;

type Holder = { user: User } | { group: Group };

/** A user or a group by its object ID, its user principal name, or its display name. */
async function holderNamed(
  { directory, tenant }: Realm,
  name: string,
): Promise<Holder | { problem: string }> {
  const id = name.toLowerCase();
  const user = (await directory.user(id)) ?? (await directory.userNamed(name));
  if (user !== undefined) return { user };
  const [users, groups] = await Promise.all([directory.users(), directory.groups()]);
  const found: Holder[] = [
    ...users.filter((each) => each.name === name).map((user) => ({ user })),
    ...groups.filter((each) => each.id === id || each.name === name).map((group) => ({ group })),
  ];
  const [holder, another] = found;
  if (another !== undefined)
    return { problem: `Several users or groups have the name ${name}: enter the object ID.` };
  if (holder === undefined)
    return { problem: `${tenant.name} has no user or group ${name}: check the name.` };
  return holder;
}

const keep = (
  directory: Directory,
  holder: Holder,
  change: <Of extends User | Group>(of: Of) => Of,
) =>
  'user' in holder
    ? directory.saveUser(change(holder.user))
    : directory.saveGroup(change(holder.group));

const assign: Form = async (realm, app, fields) => {
  const name = typed(fields, 'holder');
  if (name === '') return { problem: 'Enter a user or a group.' };
  const holder = await holderNamed(realm, name);
  if ('problem' in holder) return holder;
  if ('group' in holder && !realm.tenant.assignsGroupsOnDesk)
    return { problem: 'In an external tenant, only Microsoft Graph assigns groups to an app.' };
  const roles = assignableRoles(app);
  const role = typed(fields, 'role');
  // Without a role is for apps that define none.
  const isWithout = roles.length === 0 && role === '';
  if (!isWithout && !roles.some(({ value }) => value === role))
    return { problem: 'Select a role of the app. You can’t assign a disabled one.' };
  const value = isWithout ? undefined : role;
  await keep(realm.directory, holder, (of) => withAssignment(of, app.clientId, value));
  return { registration: app };
};

const remove: Form = async (realm, app, fields) => {
  const holder = await holderNamed(realm, typed(fields, 'holder'));
  if ('problem' in holder) return holder;
  const role = typed(fields, 'role') || undefined;
  await keep(realm.directory, holder, (of) => withoutAssignment(of, app.clientId, role));
  return { registration: app };
};

const requireAssignment: Form = async ({ directory }, app, fields) => {
  const assignmentRequired = typed(fields, 'assignment-required') === 'yes';
  const registration = { ...app, assignmentRequired };
  await directory.saveRegistration(registration);
  return { registration };
};

/** The forms of "Users and groups", by the value of their `do`. */
const forms: Readonly<Record<string, Form>> = {
  assign,
  'remove-assignment': remove,
  'assignment-required': requireAssignment,
};

/** @returns undefined when there is no such form */
export const changeAssignments = (
  realm: Realm,
  app: Registration,
  fields: Fields,
): Promise<Outcome | undefined> =>
  orProblem(() => ownEntry(forms, fields.get('do') ?? '')?.(realm, app, fields));
