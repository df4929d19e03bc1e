import type { Group, Registration, Tenant, User } from '../directory/model.ts';
import { type Html, html } from './html.ts';
import { problem } from './sign-in.ts';
import { table } from './table.ts';

export function newUserPage(tenant: Tenant, error?: string): Html {
  return html`<p class="up"><a href="/desk/${tenant.type}">${tenant.name}</a></p>
<h1>Create new user</h1>
${problem(error)}
<form method="post">
<label for="user-principal-name">User principal name, the part before @${tenant.domain}</label>
<input id="user-principal-name" name="user-principal-name" maxlength="64" required autocapitalize="none" spellcheck="false">
<label for="display-name">Display name</label>
<input id="display-name" name="display-name" maxlength="120" required>
<label for="password">Password (stored as a hash; don’t reuse a real one)</label>
<input id="password" name="password" type="password" minlength="8" required autocomplete="new-password">
<p class="actions"><button class="main">Create</button></p>
</form>`;
}

export interface UserPage {
  tenant: Tenant;
  user: User;
  registrations: readonly Registration[];
  groups: readonly Group[];
  problem?: string | undefined;
  /** When the user's sessions were last revoked, in seconds since 1970. */
  lastRevoked?: number | undefined;
}

/** One user, in the order and with the labels of the admin center. */
export function userPage(options: UserPage): Html {
  const { tenant, user } = options;
  return html`<p class="up"><a href="/desk/${tenant.type}">${tenant.name}</a></p>
<h1>${user.name}</h1>
${problem(options.problem)}
<h2>Overview</h2>
<dl>
<dt>User principal name</dt><dd>${user.username}</dd>
<dt>Object ID</dt><dd><code>${user.objectId}</code></dd>
</dl>
<h2>Properties</h2>
<form method="post">
<label for="display-name">Display name</label>
<input id="display-name" name="display-name" maxlength="120" value="${user.name}" required>
<label for="first-name">First name</label>
<input id="first-name" name="first-name" maxlength="64" value="${user.givenName ?? ''}">
<label for="last-name">Last name</label>
<input id="last-name" name="last-name" maxlength="64" value="${user.surname ?? ''}">
${tenant.isWorkforce && userType(user)}
<p class="actions"><button name="do" value="properties">Save properties</button></p>
</form>
<h2>Sessions</h2>
<form method="post">
<p>Ends the user’s sessions here, and revokes codes and refresh tokens. ${options.lastRevoked !== undefined && html`Last revoked: <time>${new Date(options.lastRevoked * 1000).toISOString()}</time>.`}</p>
<p class="actions"><button name="do" value="revoke-sessions">Revoke sessions</button></p>
</form>
${tenant.isWorkforce && groups(user, options.groups)}
${tenant.dialect !== 'b2c' && roles(options)}`;
}

const userType = ({ homeTenant }: User): Html => html`<label for="user-type">User type</label>
<select id="user-type" name="user-type">
<option${homeTenant === undefined ? html` selected` : ''}>Member</option>
<option${homeTenant === undefined ? '' : html` selected`}>Guest</option>
</select>`;

const groups = (user: User, all: readonly Group[]): Html => html`<h2>Groups</h2>
<form method="post">
${all.map(
  ({ id, name }) =>
    html`<label><input type="checkbox" name="${id}" value="yes"${user.groups?.includes(id) === true ? html` checked` : ''}> ${name} <code>${id}</code></label>\n`,
)}
<p class="actions"><button name="do" value="groups">Save group memberships</button></p>
</form>`;

function roles({ user, registrations }: UserPage): Html {
  const name = (id: string) => registrations.find(({ clientId }) => clientId === id)?.name ?? id;
  const assigned = Object.entries(user.roles ?? {}).flatMap(([app, values]) =>
    values.map((role) => ({ app, role })),
  );
  return html`<h2>App role assignments</h2>
${table(
  'App role assignments',
  ['Application', 'Role', 'Remove'],
  assigned.map(({ app, role }) => [
    name(app),
    html`<code>${role}</code>`,
    html`<form method="post"><input type="hidden" name="application" value="${app}"><input type="hidden" name="role" value="${role}"><button name="do" value="remove-role" aria-label="Remove ${role} of ${name(app)}">Remove</button></form>`,
  ]),
)}
<form method="post">
<label for="application">Application</label>
<select id="application" name="application">${registrations.map(
    (app) => html`<option value="${app.clientId}">${app.name}</option>\n`,
  )}</select>
<label for="role">App role value</label>
<input id="role" name="role" maxlength="120" placeholder="Task.Admin" spellcheck="false">
<p class="actions"><button name="do" value="assign-role">Assign</button></p>
</form>`;
}
