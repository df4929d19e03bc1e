import type { Consent } from '../directory/consents.ts';
import { groupName } from '../directory/groups.ts';
import type { Group, Registration, Tenant, User } from '../directory/model.ts';
import type { SignInEntry } from '../directory/sign-in-log.ts';
import { type Setting, settingsOf } from '../directory/tenant-settings.ts';
import { type Html, html } from './html.ts';
import { switches } from './switches.ts';
import { table } from './table.ts';

export const deskHome = (tenants: readonly Tenant[]): Html => html`<h1>Tenant desk</h1>
<p>The practice tenant’s version of the Microsoft Entra admin center: app registrations, users, consents, and the sign-in log.</p>
<ul>${tenants.map(
  ({ type, name, domain }) =>
    html`<li><a href="/desk/${type}">${name}</a> <code>${type}</code> ${domain}</li>\n`,
)}</ul>`;

function compared({ comparison }: SignInEntry): Html {
  if (comparison === undefined) return html``;
  const { name, sent = 'nothing', registered } = comparison;
  return html`<br>Sent as ${name}: ${sent}. Registered: ${registered.join(', ') || 'nothing'}.`;
}

const requested = ({ endpoint, userFlow = '', asked = {} }: SignInEntry): Html =>
  html`${`${endpoint} ${userFlow}`.trim()}${Object.entries(asked).map(
    ([name, value]) => html`<br><code>${name}=${value}</code>`,
  )}`;

const described = ({ groups = [], attributes = {} }: User, all: readonly Group[]): string =>
  [...groups.map((id) => groupName(all, id)), ...Object.values(attributes)].join(', ');

export interface TenantDesk {
  tenant: Tenant;
  registrations: readonly Registration[];
  users: readonly User[];
  groups: readonly Group[];
  consents: readonly Consent[];
  log: readonly SignInEntry[];
  settings: readonly Setting[];
}

export function tenantDesk(desk: TenantDesk): Html {
  const { tenant, registrations, users, groups, consents, log, settings } = desk;
  const hasColumn = users.some((user) => described(user, groups) !== '');
  const appName = (id: string | undefined) =>
    registrations.find(({ clientId }) => clientId === id)?.name ?? id ?? '';
  const userName = (id: string | undefined) =>
    users.find(({ objectId }) => objectId === id)?.username ?? id ?? '';
  return html`<p class="up"><a href="/desk">Tenant desk</a></p>
<h1>${tenant.name}</h1>
<dl><dt>Directory (tenant) ID</dt><dd><code>${tenant.id}</code></dd><dt>Domain</dt><dd>${tenant.domain}</dd></dl>
<div class="heading"><h2>App registrations</h2> <a class="button" href="/desk/${tenant.type}/new-registration">New registration</a></div>
${table(
  'App registrations',
  ['Display name', 'Application (client) ID'],
  registrations.map(({ name, clientId }) => [
    html`<a href="/desk/${tenant.type}/registrations/${clientId}">${name}</a>`,
    html`<code>${clientId}</code>`,
  ]),
)}
<div class="heading"><h2>Users</h2> <a class="button" href="/desk/${tenant.type}/new-user">New user</a></div>
${table(
  'Users',
  [
    'Display name',
    'User principal name',
    'User type',
    ...(hasColumn ? ['Groups and attributes'] : []),
    'Object ID',
  ],
  users.map((user) => [
    html`<a href="/desk/${tenant.type}/users/${user.objectId}">${user.name}</a>`,
    user.username,
    user.homeTenant === undefined ? 'Member' : 'Guest',
    ...(hasColumn ? [described(user, groups)] : []),
    html`<code>${user.objectId}</code>`,
  ]),
)}
<h2>Consents</h2>
${table(
  'Consents',
  ['User', 'App', 'Permissions'],
  consents.map(({ objectId, clientId, scopes }) => [
    userName(objectId),
    appName(clientId),
    scopes.join(', '),
  ]),
)}
<h2>Sign-in log</h2>
${table(
  'Sign-in log',
  ['Time', 'Request', 'User', 'App', 'Status', 'Error code'],
  log.map((entry) => [
    html`<time>${entry.time}</time>`,
    requested(entry),
    userName(entry.user),
    appName(entry.clientId),
    entry.outcome,
    entry.code === undefined
      ? ''
      : html`<strong>${entry.code}</strong> ${entry.text ?? ''}${compared(entry)}`,
  ]),
)}
<h2 id="settings">Tenant settings</h2>
<p>${settings.length === 0 ? 'None is on.' : `On now: ${settings.join(', ')}.`} Real tenants are set up in different ways. Switch on what yours does to see how your app copes.</p>
<form method="post" action="/desk/${tenant.type}/settings">
${switches(settingsOf(tenant), settings)}
</form>
<h2>Reset</h2>
<form method="post" action="/desk/${tenant.type}/reset">
<p>Removes every user, registration, consent, and session that was added, switches off all faults and tenant settings, and clears the sign-in log.</p>
<p class="actions"><button>Reset ${tenant.name}</button></p>
</form>`;
}
