import type { Registration, Tenant } from '../directory/model.ts';
import { servicePrincipalId } from '../directory/object-ids.ts';
import type { Fault } from '../faults/catalogue.ts';
import { type UsersAndGroups, usersAndGroups } from './desk-assignments.ts';
import { faultsRow, faultsSection } from './desk-faults.ts';
import { type Html, html } from './html.ts';
import { outcomeOfForm } from './outcome-of-form.ts';
import { type Section, sections } from './sections.ts';

export interface EnterpriseApplicationPage extends UsersAndGroups {
  /** The name of the organization that it's registered in. */
  home: string;
  /** The form that was just sent, by the value of its `do`. */
  sent: string | undefined;
  problem: string | undefined;
  /** The faults that are on for this app, in this tenant. */
  faults: readonly Fault[] | undefined;
}

const sectionOfForm: Readonly<Record<string, string>> = {
  assign: 'users-and-groups',
  'assignment-required': 'users-and-groups',
  'grant-consent': 'permissions',
};

/** What the tenant decides about an app of another organization: its service principal. */
export function enterpriseApplicationPage(options: EnterpriseApplicationPage): Html {
  const { tenant, app, sent } = options;
  const shown = sectionsOf(options).map((section) =>
    sent !== undefined && sectionOfForm[sent] === section.id
      ? { ...section, body: html`${outcomeOfForm(options.problem)}\n${section.body}` }
      : section,
  );
  return html`<p class="up"><a href="/desk/${tenant.key}">${tenant.name}</a></p>
<h1>${app.name}</h1>
${sections(shown)}`;
}

function sectionsOf(options: EnterpriseApplicationPage): Section[] {
  const { tenant, app, home, faults } = options;
  return [
    {
      id: 'overview',
      heading: 'Overview',
      body: html`<dl>
<dt>Application (client) ID</dt><dd><code>${app.clientId}</code></dd>
<dt>Object ID</dt><dd><code>${servicePrincipalId(tenant, app.clientId)}</code></dd>
<dt>Home organization</dt><dd>${home} <code>${app.homeTenant}</code></dd>
${faultsRow(faults)}
</dl>
<p>The app is registered in ${home}. Only ${home} can change its redirect URIs, credentials, and app roles. ${tenant.name} decides who may use the app, and what it may do here.</p>`,
    },
    {
      id: 'properties',
      heading: 'Properties',
      body: html`<form method="post">
<p>Deleting the app here also removes all consents to it. The next consent adds it again.</p>
<p class="actions"><button name="do" value="delete">Delete</button></p>
</form>`,
    },
    { id: 'users-and-groups', heading: 'Users and groups', body: usersAndGroups(options) },
    { id: 'permissions', heading: 'Permissions', body: permissions(tenant, app) },
    ...faultsSection(faults),
  ];
}

function permissions(tenant: Tenant, app: Registration): Html {
  const roles = Object.values(app.appPermissions).flat();
  return html`<form method="post" action="#permissions">
<p>Granted for everyone: ${app.adminConsent.join(', ') || 'none'}.</p>
${roles.length > 0 && html`<p>Granted for calls without a user: ${roles.join(', ')}.</p>`}
<p class="actions"><button name="do" value="grant-consent">Grant admin consent for ${tenant.name}</button></p>
</form>`;
}
