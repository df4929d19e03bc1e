import type { Group, Registration, Tenant, User } from '../directory/model.ts';
import type { Entered } from './desk-authentication.ts';
import { type Html, html } from './html.ts';
import { outcomeOfForm } from './outcome-of-form.ts';
import { type Section, sections } from './sections.ts';
import { problem } from './sign-in.ts';
import { table } from './table.ts';

/** The groups of a tenant, on its own page of the desk. */
export const groupTable = (
  tenant: Tenant,
  groups: readonly Group[],
  shown = 100,
): Html => html`${table(
  'Groups',
  ['Name', 'Group type', 'Object ID'],
  groups
    .slice(0, shown)
    .map(({ id, name }) => [
      html`<a href="/desk/${tenant.key}/groups/${id}">${name}</a>`,
      'Security',
      html`<code>${id}</code>`,
    ]),
)}
${groups.length > shown && html`<p>The first ${shown} of ${groups.length}. The admin API lists all of them.</p>`}`;

const nameAndDescription = (
  name: string,
  description: string,
): Html => html`<label for="group-name">Group name</label>
<input id="group-name" name="group-name" maxlength="256" required value="${name}">
<label for="group-description">Group description</label>
<input id="group-description" name="group-description" maxlength="1024" value="${description}">`;

/** @param entered with what the form was sent, if there's a problem */
export const newGroupPage = (
  tenant: Tenant,
  error?: string,
  entered?: Entered,
): Html => html`<p class="up"><a href="/desk/${tenant.key}">${tenant.name}</a></p>
<h1>New Group</h1>
${problem(error)}
<p>Group type: Security. Membership type: Assigned.</p>
<form method="post">
${nameAndDescription(entered?.get('group-name') ?? '', entered?.get('group-description') ?? '')}
<p class="actions"><button class="main">Create</button></p>
</form>`;

export interface GroupPage {
  tenant: Tenant;
  group: Group;
  users: readonly User[];
  registrations: readonly Registration[];
  /** The form that was just sent, by the value of its `do`. */
  sent?: string | undefined;
  problem?: string | undefined;
}

/** Which forms each section has, by the value of their `do`. */
const formsOfSections: Readonly<Record<string, readonly string[]>> = {
  properties: ['properties'],
  members: ['add-member', 'remove-member'],
};

/** One group, with the labels of the admin center. */
export function groupPage(options: GroupPage): Html {
  const { tenant, group, sent } = options;
  const shown = sectionsOf(options).map((section) =>
    sent !== undefined && formsOfSections[section.id]?.includes(sent) === true
      ? { ...section, body: html`${outcomeOfForm(options.problem)}\n${section.body}` }
      : section,
  );
  return html`<p class="up"><a href="/desk/${tenant.key}">${tenant.name}</a></p>
<h1>${group.name}</h1>
${sections(shown)}`;
}

const sectionsOf = (options: GroupPage): Section[] => [
  {
    id: 'overview',
    heading: 'Overview',
    body: html`<dl>
<dt>Object ID</dt><dd><code>${options.group.id}</code></dd>
<dt>Group type</dt><dd>Security</dd>
<dt>Membership type</dt><dd>Assigned</dd>
</dl>`,
  },
  { id: 'properties', heading: 'Properties', body: properties(options.group) },
  { id: 'members', heading: 'Members', body: members(options) },
  { id: 'applications', heading: 'Applications', body: applications(options) },
  { id: 'delete', heading: 'Delete', open: false, body: deletion(options.group) },
];

const properties = ({
  name,
  description = '',
}: Group): Html => html`<form method="post" action="#properties">
${nameAndDescription(name, description)}
<p class="actions"><button name="do" value="properties">Save properties</button></p>
</form>`;

/** How many users the field suggests. */
const suggested = 200;

function members({ tenant, group, users }: GroupPage): Html {
  const isMember = ({ groups }: User) => groups?.includes(group.id) === true;
  return html`${table(
    'Members',
    ['Display name', 'User principal name', 'Remove'],
    users
      .filter(isMember)
      .map(({ objectId, name, username }) => [
        html`<a href="/desk/${tenant.key}/users/${objectId}">${name}</a>`,
        username,
        html`<form method="post" action="#members"><input type="hidden" name="member" value="${objectId}"><button name="do" value="remove-member" aria-label="Remove ${name} from ${group.name}">Remove</button></form>`,
      ]),
  )}
<form method="post" action="#members">
<label for="member">User, by user principal name or object ID</label>
<input id="member" name="member" list="users" required autocomplete="off" spellcheck="false" autocapitalize="none">
<datalist id="users">${users
    .filter((user) => !isMember(user))
    .slice(0, suggested)
    .map(({ username, name }) => html`<option value="${username}">${name}</option>`)}</datalist>
<p class="actions"><button name="do" value="add-member">Add member</button></p>
</form>`;
}

/** What the group is assigned to; an assignment is made on the app's page. */
function applications({ tenant, group, registrations }: GroupPage): Html {
  const assigned = registrations.flatMap((app) => [
    ...(group.assignedTo?.includes(app.clientId) === true ? [{ app, role: '' }] : []),
    ...(group.roles?.[app.clientId] ?? []).map((role) => ({ app, role })),
  ]);
  return table(
    'Applications',
    ['Application', 'Role'],
    assigned.map(({ app: { clientId, name, homeTenant }, role }) => [
      html`<a href="/desk/${tenant.key}/${homeTenant === undefined ? 'registrations' : 'enterprise-applications'}/${clientId}#users-and-groups">${name}</a>`,
      role === '' ? 'Default Access' : html`<code>${role}</code>`,
    ]),
  );
}

const deletion = ({ name }: Group): Html => html`<form method="post">
<p>Tokens no longer list the group, and its members lose the access that it gave them.</p>
<p class="actions"><button name="do" value="delete">Delete ${name}</button></p>
</form>`;
