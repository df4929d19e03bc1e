import { longestRoleValue } from '../directory/app-roles.ts';
import type { AppRole, Registration, Tenant } from '../directory/model.ts';
import { checked } from './checked.ts';
import type { Entered } from './desk-authentication.ts';
import { fold } from './fold.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';

/** The admin center's words for who can have a role. */
const memberTypes = {
  User: 'Users/Groups',
  Application: 'Applications',
  both: 'Both (Users/Groups + Applications)',
} as const;

/** "App roles" of a registration, with a form for a new one. */
export function appRoles(
  { hasRolesForUsers }: Tenant,
  { appRoles: roles = [] }: Registration,
  entered: Entered,
): Html {
  const isSent = entered?.get('do') === 'create-app-role';
  return html`${
    !hasRolesForUsers &&
    html`<p>In Azure AD B2C, app roles are for apps that call as themselves. User flows put none into users’ tokens: use a custom attribute instead.</p>`
  }
${table(
  'App roles',
  ['Display name', 'Value', 'Allowed member types', 'Description', 'State', 'Change'],
  roles.map((role) => [
    role.displayName,
    html`<code>${role.value}</code>`,
    memberTypes[typeOf(role)],
    role.description,
    role.disabled === true ? 'Disabled' : 'Enabled',
    buttons(role),
  ]),
)}
${fold(
  {
    id: 'create-app-role',
    heading: html`<h3>Create app role</h3>`,
    open: isSent || roles.length === 0,
  },
  creation(hasRolesForUsers, isSent ? entered : undefined),
)}`;
}

const typeOf = ({ allowedMemberTypes }: AppRole): keyof typeof memberTypes =>
  allowedMemberTypes.length > 1 ? 'both' : (allowedMemberTypes[0] ?? 'User');

/** A role that is enabled can't be deleted, as in the admin center. */
const buttons = ({ id, displayName, disabled = false }: AppRole): Html =>
  html`<form class="actions" method="post" action="#app-roles"><input type="hidden" name="id" value="${id}"><button name="do" value="${disabled ? 'enable' : 'disable'}-app-role" aria-label="${disabled ? 'Enable' : 'Disable'} the app role ${displayName}">${disabled ? 'Enable' : 'Disable'}</button>${
    disabled &&
    html` <button name="do" value="delete-app-role" aria-label="Delete the app role ${displayName}">Delete</button>`
  }</form>`;

function creation(hasRolesForUsers: boolean, entered: Entered): Html {
  const types = hasRolesForUsers
    ? (['User', 'Application', 'both'] as const)
    : (['Application'] as const);
  const [first] = types;
  const chosen = entered?.get('allowed-member-types') ?? first;
  const isEnabled = entered === undefined || entered.get('enabled') === 'yes';
  return html`<form method="post" action="#app-roles">
<label for="role-display-name">Display name</label>
<input id="role-display-name" name="role-display-name" maxlength="100" required value="${entered?.get('role-display-name') ?? ''}">
<fieldset><legend>Allowed member types</legend>
${types.map(
  (type) =>
    html`<label><input type="radio" name="allowed-member-types" value="${type}"${checked(chosen === type)}> ${memberTypes[type]}</label>\n`,
)}</fieldset>
<label for="role-value">Value</label>
<input id="role-value" name="role-value" maxlength="${longestRoleValue}" required spellcheck="false" autocapitalize="none" placeholder="Survey.Create" value="${entered?.get('role-value') ?? ''}">
<label for="role-description">Description</label>
<input id="role-description" name="role-description" maxlength="1024" required value="${entered?.get('role-description') ?? ''}">
<label><input type="checkbox" name="enabled" value="yes"${checked(isEnabled)}> Do you want to enable this app role?</label>
<p class="actions"><button name="do" value="create-app-role">Create the app role</button></p>
</form>`;
}
