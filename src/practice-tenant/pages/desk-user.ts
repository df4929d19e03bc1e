import type { Group, Registration, Tenant, User } from '../directory/model.ts';
import type { Entered } from './desk-authentication.ts';
import { type Html, html } from './html.ts';
import { outcomeOfForm } from './outcome-of-form.ts';
import { type Section, sections } from './sections.ts';
import { problem } from './sign-in.ts';
import { table } from './table.ts';

/** @param entered with what the form was sent, if there's a problem; a password isn't shown again */
export function newUserPage(tenant: Tenant, error?: string, entered?: Entered): Html {
  return html`<p class="up"><a href="/desk/${tenant.key}">${tenant.name}</a></p>
<h1>Create new user</h1>
${problem(error)}
<form method="post">
<label for="user-principal-name">User principal name, the part before @${tenant.domain}</label>
<input id="user-principal-name" name="user-principal-name" maxlength="64" required autocapitalize="none" spellcheck="false" value="${entered?.get('user-principal-name') ?? ''}">
<label for="display-name">Display name</label>
<input id="display-name" name="display-name" maxlength="120" required value="${entered?.get('display-name') ?? ''}">
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
  /** The form that was just sent, by the value of its `do`. */
  sent?: string | undefined;
  problem?: string | undefined;
  /** When the user's sessions were last revoked, in seconds since 1970. */
  lastRevoked?: number | undefined;
}

/** Which form each section has, by the value of its `do`. */
const formsOfSections: Readonly<Record<string, readonly string[]>> = {
  properties: ['properties'],
  sessions: ['revoke-sessions'],
  groups: ['groups'],
  roles: ['assign-role', 'remove-role'],
};

/** One user, in the order and with the labels of the admin center. */
export function userPage(options: UserPage): Html {
  const { tenant, user, sent } = options;
  const shown = sectionsOf(options).map((section) =>
    sent !== undefined && formsOfSections[section.id]?.includes(sent) === true
      ? { ...section, body: html`${outcomeOfForm(options.problem)}\n${section.body}` }
      : section,
  );
  return html`<p class="up"><a href="/desk/${tenant.key}">${tenant.name}</a></p>
<h1>${user.name}</h1>
${sections(shown)}`;
}

function sectionsOf(options: UserPage): Section[] {
  const { tenant, user } = options;
  const all: (Section | false)[] = [
    { id: 'overview', heading: 'Overview', body: overview(user) },
    { id: 'properties', heading: 'Properties', body: properties(tenant, user) },
    { id: 'sessions', heading: 'Sessions', body: sessions(options) },
    tenant.hasGroups && {
      id: 'groups',
      heading: 'Groups',
      body:
        options.groups.length > mostBoxes
          ? manyGroups(tenant, user, options.groups)
          : groups(user, options.groups),
    },
    tenant.hasRolesForUsers && {
      id: 'roles',
      heading: 'App role assignments',
      body: roles(options),
    },
    { id: 'delete', heading: 'Delete', open: false, body: deletion(user) },
  ];
  return all.filter((each) => each !== false);
}

const overview = ({ username, objectId }: User): Html => html`<dl>
<dt>User principal name</dt><dd>${username}</dd>
<dt>Object ID</dt><dd><code>${objectId}</code></dd>
</dl>`;

const properties = (
  tenant: Tenant,
  user: User,
): Html => html`<form method="post" action="#properties">
<label for="display-name">Display name</label>
<input id="display-name" name="display-name" maxlength="120" value="${user.name}" required>
<label for="first-name">First name</label>
<input id="first-name" name="first-name" maxlength="64" value="${user.givenName ?? ''}">
<label for="last-name">Last name</label>
<input id="last-name" name="last-name" maxlength="64" value="${user.surname ?? ''}">
${tenant.isWorkforce && userType(user)}
${accountEnabled(user)}
<p class="actions"><button name="do" value="properties">Save properties</button></p>
</form>`;

const sessions = ({ lastRevoked }: UserPage): Html => html`<form method="post" action="#sessions">
<p>Ends the user’s sessions here, and revokes codes and refresh tokens. ${lastRevoked !== undefined && html`Last revoked: <time>${new Date(lastRevoked * 1000).toISOString()}</time>.`}</p>
<p class="actions"><button name="do" value="revoke-sessions">Revoke sessions</button></p>
</form>`;

const userType = ({ homeTenant }: User): Html => html`<label for="user-type">User type</label>
<select id="user-type" name="user-type">
<option${homeTenant === undefined ? html` selected` : ''}>Member</option>
<option${homeTenant === undefined ? '' : html` selected`}>Guest</option>
</select>`;

/** Sign-ins and renewals of a disabled account are refused. */
const accountEnabled = ({
  accountEnabled: isEnabled = true,
}: User): Html => html`<label for="account-enabled">Account enabled</label>
<select id="account-enabled" name="account-enabled">
<option${isEnabled && html` selected`}>Yes</option>
<option${!isEnabled && html` selected`}>No</option>
</select>`;

const deletion = ({ name }: User): Html => html`<form method="post">
<p>Apps that the user is signed in to find out when they next renew tokens.</p>
<p class="actions"><button name="do" value="delete">Delete ${name}</button></p>
</form>`;

/** With more groups than this, the page lists the user’s own and has no boxes. */
const mostBoxes = 50;

function manyGroups({ key }: Tenant, { groups: own = [] }: User, all: readonly Group[]): Html {
  const shown = new Set(own.slice(0, mostBoxes));
  return html`<p>In ${own.length} of ${all.length} groups${own.length > mostBoxes && html`, of which these are the first ${mostBoxes}`}. To change who is in a group, open the group.</p>
<ul>${all
    .filter(({ id }) => shown.has(id))
    .map(({ id, name }) => html`<li><a href="/desk/${key}/groups/${id}">${name}</a></li>\n`)}</ul>`;
}

const groups = (
  user: User,
  all: readonly Group[],
): Html => html`<form method="post" action="#groups">
${all.map(
  ({ id, name }) =>
    html`<label><input type="checkbox" name="${id}" value="yes"${user.groups?.includes(id) === true ? html` checked` : ''}> <span>${name} <code>${id}</code></span></label>\n`,
)}
<p class="actions"><button name="do" value="groups">Save group memberships</button></p>
</form>`;

function roles({ user, registrations }: UserPage): Html {
  const name = (id: string) => registrations.find(({ clientId }) => clientId === id)?.name ?? id;
  const assigned = Object.entries(user.roles ?? {}).flatMap(([app, values]) =>
    values.map((role) => ({ app, role })),
  );
  const defined = new Set(
    registrations.flatMap(({ appRoles = [] }) => appRoles.map(({ value }) => value)),
  );
  return html`${table(
    'App role assignments',
    ['Application', 'Role', 'Remove'],
    assigned.map(({ app, role }) => [
      name(app),
      html`<code>${role}</code>`,
      html`<form method="post" action="#roles"><input type="hidden" name="application" value="${app}"><input type="hidden" name="role" value="${role}"><button name="do" value="remove-role" aria-label="Remove ${role} of ${name(app)}">Remove</button></form>`,
    ]),
  )}
<form method="post" action="#roles">
<label for="application">Application</label>
<select id="application" name="application">${registrations.map(
    (app) => html`<option value="${app.clientId}">${app.name}</option>\n`,
  )}</select>
<label for="role">App role value</label>
<input id="role" name="role" maxlength="120" placeholder="Task.Admin" list="app-roles" spellcheck="false" autocapitalize="none">
<datalist id="app-roles">${[...defined].map((value) => html`<option value="${value}"></option>`)}</datalist>
<p class="actions"><button name="do" value="assign-role">Assign</button></p>
</form>`;
}
