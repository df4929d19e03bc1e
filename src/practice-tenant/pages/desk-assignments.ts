import { assignableRoles } from '../directory/app-roles.ts';
import type { Assignment } from '../directory/assignments.ts';
import type { Group, Registration, Tenant, User } from '../directory/model.ts';
import { checked } from './checked.ts';
import type { Entered } from './desk-authentication.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';

export interface UsersAndGroups {
  tenant: Tenant;
  app: Registration;
  assignments: readonly Assignment[];
  users: readonly User[];
  groups: readonly Group[];
  entered?: Entered;
}

/** How many users and groups the field suggests, of as many as there may be. */
const suggested = 200;

/** "Users and groups" of the enterprise application, and "Assignment required?" of its properties. */
export const usersAndGroups = (section: UsersAndGroups): Html => html`${table(
  'Users and groups',
  ['Display name', 'Object type', 'Role assigned', 'Remove'],
  section.assignments.map((assignment) => row(section, assignment)),
)}
${assignmentForm(section)}
<form method="post" action="#users-and-groups">
<label><input type="checkbox" name="assignment-required" value="yes"${checked(section.app.assignmentRequired === true)}> Assignment required?</label>
<p class="actions"><button name="do" value="assignment-required">Save properties</button></p>
</form>`;

function row(
  { tenant, app }: UsersAndGroups,
  { type, holder, role }: Assignment,
): (Html | string)[] {
  const id = type === 'User' ? holder.objectId : holder.id;
  const page = `/desk/${tenant.key}/${type === 'User' ? 'users' : 'groups'}/${id}`;
  const shown = roleName(app, role);
  return [
    html`<a href="${page}">${holder.name}</a>`,
    type,
    shown,
    html`<form method="post" action="#users-and-groups"><input type="hidden" name="holder" value="${id}"><input type="hidden" name="role" value="${role ?? ''}"><button name="do" value="remove-assignment" aria-label="Remove ${holder.name} from ${shown}">Remove</button></form>`,
  ];
}

/** An assignment without a role is called so in the admin center. */
export const defaultAccess = 'Default Access';

const roleName = ({ appRoles = [] }: Registration, role: string | undefined): string =>
  role === undefined
    ? defaultAccess
    : (appRoles.find(({ value }) => value === role)?.displayName ?? role);

function assignmentForm({ tenant, app, users, groups, entered }: UsersAndGroups): Html {
  const roles = assignableRoles(app);
  const whom = tenant.assignsGroupsOnDesk ? 'User or group' : 'User';
  const names = [
    ...users.map(({ username, name }) => [username, name] as const),
    ...(tenant.assignsGroupsOnDesk ? groups.map(({ id, name }) => [name, id] as const) : []),
  ];
  return html`<form method="post" action="#users-and-groups">
${
  tenant.hasGroups &&
  !tenant.assignsGroupsOnDesk &&
  html`<p>In an external tenant, only Microsoft Graph assigns groups to an app.</p>`
}
<label for="holder">${whom}, by name or object ID</label>
<input id="holder" name="holder" list="users-and-groups-list" required autocomplete="off" spellcheck="false" autocapitalize="none" value="${entered?.get('do') === 'assign' ? (entered.get('holder') ?? '') : ''}">
<datalist id="users-and-groups-list">${names
    .slice(0, suggested)
    .map(([value, label]) => html`<option value="${value}">${label}</option>`)}</datalist>
<label for="assigned-role">Role</label>
<select id="assigned-role" name="role">${
    roles.length === 0
      ? html`<option value="">${defaultAccess}</option>`
      : roles.map(
          ({ value, displayName }) => html`<option value="${value}">${displayName}</option>`,
        )
  }</select>
<p class="actions"><button name="do" value="assign">Assign</button></p>
</form>`;
}
