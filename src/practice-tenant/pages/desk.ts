import type { Consent } from '../directory/consents.ts';
import { groupName } from '../directory/groups.ts';
import type { Group, Registration, Tenant, User } from '../directory/model.ts';
import { type Setting, settingsOf } from '../directory/tenant-settings.ts';
import { groupTable } from './desk-group.ts';
import { appName, type LoggedSignIns, signInLog, userName } from './desk-log.ts';
import { type Html, html } from './html.ts';
import { type Section, sections } from './sections.ts';
import { switches } from './switches.ts';
import { table } from './table.ts';

export const deskHome = (
  tenants: readonly Tenant[],
): Html => html`<p class="up"><a href="/">The practice tenant</a></p>
<h1>Tenant desk</h1>
<p>The practice tenant’s version of the Microsoft Entra admin center: app registrations, users, consents, and the sign-in log.</p>
<ul class="tenants">
${tenants.map(
  ({ key, type, name, domain }) =>
    html`<li data-tenant-type="${type}"><a href="/desk/${key}">${name}</a> <code>${key}</code> <span>${domain}</span></li>\n`,
)}</ul>`;

/** @param what isn't there, such as "registration" */
export const missingPage = (what: string, tenant: Tenant | undefined): Html => html`<p class="up">${
  tenant === undefined
    ? html`<a href="/desk">Tenant desk</a>`
    : html`<a href="/desk/${tenant.key}">${tenant.name}</a>`
}</p>
<h1>There’s no such ${what}</h1>
<p>It may have been removed, for example by a reset. Go back, and select one from the list.</p>`;

/** How many groups of a user are named in the list of users. */
const groupsNamed = 5;

const described = ({ groups = [], attributes = {} }: User, all: readonly Group[]): string =>
  [
    ...(groups.length > groupsNamed
      ? [`${groups.length} groups`]
      : groups.map((id) => groupName(all, id))),
    ...Object.values(attributes),
  ].join(', ');

export interface TenantDesk extends LoggedSignIns {
  tenant: Tenant;
  /** All tenants, among them those that other apps come from. */
  organizations: readonly Tenant[];
  groups: readonly Group[];
  consents: readonly Consent[];
  settings: readonly Setting[];
}

export function tenantDesk(desk: TenantDesk): Html {
  const { tenant } = desk;
  const appSections = [
    {
      id: 'registrations',
      heading: 'App registrations',
      beside: html`<a class="button" href="/desk/${tenant.key}/new-registration">New registration</a>`,
      body: registrationTable(desk),
    },
    ...(tenant.isWorkforce
      ? [
          {
            id: 'enterprise-applications',
            heading: 'Enterprise applications',
            body: enterpriseApplications(desk),
          },
        ]
      : []),
  ];
  return html`<p class="up"><a href="/desk">Tenant desk</a></p>
<h1>${tenant.name}</h1>
<dl><dt>Directory (tenant) ID</dt><dd><code>${tenant.id}</code></dd><dt>Domain</dt><dd>${tenant.domain}</dd></dl>
${sections([
  ...(tenant.isPersonal ? [] : appSections),
  {
    id: 'users',
    heading: 'Users',
    beside: html`<a class="button" href="/desk/${tenant.key}/new-user">New user</a>`,
    body: userTable(desk),
  },
  ...(tenant.hasGroups ? [groupsOf(desk)] : []),
  { id: 'consents', heading: 'Consents', body: consentTable(desk) },
  { id: 'log', heading: 'Sign-in log', body: signInLog(desk) },
  { id: 'settings', heading: 'Tenant settings', body: tenantSettings(desk) },
  { id: 'reset', heading: 'Reset', open: false, body: reset(tenant) },
])}`;
}

const isOwn = ({ homeTenant }: Registration): boolean => homeTenant === undefined;
const groupsOf = ({ tenant, groups }: TenantDesk): Section => ({
  id: 'groups',
  heading: 'Groups',
  beside: html`<a class="button" href="/desk/${tenant.key}/new-group">New group</a>`,
  body: groupTable(tenant, groups),
});

const registrationTable = ({ tenant, registrations }: TenantDesk): Html =>
  table(
    'App registrations',
    ['Display name', 'Application (client) ID'],
    registrations
      .filter(isOwn)
      .map(({ name, clientId }) => [
        html`<a href="/desk/${tenant.key}/registrations/${clientId}">${name}</a>`,
        html`<code>${clientId}</code>`,
      ]),
  );

function enterpriseApplications({ tenant, organizations, registrations }: TenantDesk): Html {
  const apps = registrations.filter((app) => !isOwn(app) && app.withoutServicePrincipal !== true);
  const home = (wanted: string) => organizations.find(({ id }) => id === wanted)?.name ?? wanted;
  return html`<p>Apps of other organizations. An app is added when someone here consents to it for the first time.</p>
${table(
  'Enterprise applications',
  ['Display name', 'Home organization', 'Application (client) ID'],
  apps.map(({ name, clientId, homeTenant = '' }) => [
    html`<a href="/desk/${tenant.key}/enterprise-applications/${clientId}">${name}</a>`,
    home(homeTenant),
    html`<code>${clientId}</code>`,
  ]),
)}`;
}

function userTable({ tenant, users, groups }: TenantDesk): Html {
  const hasColumn = users.some((user) => described(user, groups) !== '');
  return table(
    'Users',
    [
      'Display name',
      'User principal name',
      'User type',
      ...(hasColumn ? ['Groups and attributes'] : []),
      'Object ID',
    ],
    users.map((user) => [
      html`<a href="/desk/${tenant.key}/users/${user.objectId}">${user.name}</a>`,
      user.username,
      user.homeTenant === undefined ? 'Member' : 'Guest',
      ...(hasColumn ? [described(user, groups)] : []),
      html`<code>${user.objectId}</code>`,
    ]),
  );
}

const consentTable = (desk: TenantDesk): Html =>
  table(
    'Consents',
    ['User', 'App', 'Permissions', 'Revoke'],
    desk.consents.map(({ objectId, clientId, scopes }) => {
      const [user, app] = [userName(desk, objectId), appName(desk, clientId)];
      return [
        user,
        app,
        scopes.join(', '),
        html`<form method="post" action="/desk/${desk.tenant.key}/consents"><input type="hidden" name="user" value="${objectId}"><input type="hidden" name="app" value="${clientId}"><button aria-label="Revoke the consent of ${user} to ${app}">Revoke</button></form>`,
      ];
    }),
  );

const tenantSettings = ({ tenant, settings }: TenantDesk): Html =>
  html`<p>${settings.length === 0 ? 'None is on.' : `On now: ${settings.join(', ')}.`} Real tenants are set up in different ways. Switch on what yours does to see how your app copes.</p>
<form method="post" action="/desk/${tenant.key}/settings">
${switches(settingsOf(tenant), settings)}
</form>`;

/** Folded, so that no single tap removes everything. */
const reset = (tenant: Tenant): Html => html`<form method="post" action="/desk/${tenant.key}/reset">
<p>Removes every user, registration, consent, and session that was added, switches off all faults and tenant settings, and clears the sign-in log.</p>
<p class="actions"><button>Reset ${tenant.name}</button></p>
</form>`;
