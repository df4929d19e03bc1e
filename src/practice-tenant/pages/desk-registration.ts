import type { Assignment } from '../directory/assignments.ts';
import type { Group, Registration, Secret, Tenant, User } from '../directory/model.ts';
import { redirectUrisOf } from '../directory/redirect-uris.ts';
import type { Fault } from '../faults/catalogue.ts';
import { accountTypesField, accountTypesLabel } from './desk-account-types.ts';
import { appRoles } from './desk-app-roles.ts';
import { usersAndGroups } from './desk-assignments.ts';
import { authentication, type Entered, redirectUriFields } from './desk-authentication.ts';
import { credentials } from './desk-credentials.ts';
import { faultsRow, faultsSection } from './desk-faults.ts';
import { claimsAskedFor, tokenConfiguration } from './desk-token-configuration.ts';
import { type Html, html } from './html.ts';
import { outcomeOfForm } from './outcome-of-form.ts';
import { type Section, sections } from './sections.ts';
import { problem } from './sign-in.ts';

/** @param entered with what the form was sent, if there's a problem */
export function newRegistrationPage(tenant: Tenant, error?: string, entered?: Entered): Html {
  return html`<p class="up"><a href="/desk/${tenant.key}">${tenant.name}</a></p>
<h1>Register an application</h1>
${problem(error)}
<form method="post">
<label for="name">Name</label>
<input id="name" name="name" maxlength="120" required value="${entered?.get('name') ?? ''}">
${accountTypesField(tenant, { audience: 'thisTenant' }, entered)}
${redirectUriFields('onRegister', entered)}
<p class="actions"><button class="main">Register</button></p>
</form>`;
}

export interface RegistrationPage {
  tenant: Tenant;
  app: Registration;
  /** The form that was just sent, by the value of its `do`. */
  sent?: string | undefined;
  problem?: string | undefined;
  /** With what the form was sent, if there's a problem. */
  entered?: Entered;
  /** Just created; shown only once. */
  secret?: Secret | undefined;
  /** Milliseconds since 1970, by the tenant's clock. */
  now: number;
  /** The faults that are on for this app; undefined where none is offered. */
  faults: readonly Fault[] | undefined;
  users: readonly User[];
  groups: readonly Group[];
  /** Who is assigned to the app. */
  assignments: readonly Assignment[];
}

/** The section of each form whose outcome has to be told; a deletion and a switch show theirs. */
const sectionOfForm: Readonly<Record<string, string>> = {
  authentication: 'authentication',
  'new-secret': 'certificates-and-secrets',
  'upload-certificate': 'certificates-and-secrets',
  'add-federated-credential': 'certificates-and-secrets',
  'token-configuration': 'token-configuration',
  permissions: 'api-permissions',
  'grant-consent': 'api-permissions',
  'expose-api': 'expose-an-api',
  'create-app-role': 'app-roles',
  'enable-app-role': 'app-roles',
  'disable-app-role': 'app-roles',
  'delete-app-role': 'app-roles',
  assign: 'users-and-groups',
  'remove-assignment': 'users-and-groups',
  'assignment-required': 'users-and-groups',
};

/** One registration, in the order and with the labels of the admin center. */
export function registrationPage(options: RegistrationPage): Html {
  const { tenant, app, sent = '' } = options;
  const shown = sectionsOf(options).map((section) => {
    if (sectionOfForm[sent] !== section.id) return section;
    const body = html`${options.secret === undefined && outcomeOfForm(options.problem)}
${section.body}`;
    return { ...section, body, ...(section.open === undefined ? {} : { open: true }) };
  });
  return html`<p class="up"><a href="/desk/${tenant.key}">${tenant.name}</a></p>
<h1>${app.name}</h1>
${sections(shown)}`;
}

const count = ({ length }: readonly unknown[], one: string): string =>
  length === 0 ? 'none' : `${length} ${one}${length === 1 ? '' : 's'}`;

function sectionsOf(options: RegistrationPage): Section[] {
  const { tenant, app, entered, faults } = options;
  const claims = claimsAskedFor(app);
  return [
    { id: 'overview', heading: 'Overview', body: overview(options) },
    {
      id: 'authentication',
      heading: 'Authentication',
      state: count(redirectUrisOf(app), 'redirect URI'),
      open: true,
      body: authentication(tenant, app, entered),
    },
    {
      id: 'certificates-and-secrets',
      heading: 'Certificates & secrets',
      state: count(
        [...app.secrets, ...app.certificates, ...app.federatedCredentials],
        'credential',
      ),
      open: true,
      body: credentials(options),
    },
    ...(tenant.dialect === 'entra'
      ? [
          {
            id: 'token-configuration',
            heading: 'Token configuration',
            state: claims.join(', ') || 'none',
            open: claims.length > 0,
            body: tokenConfiguration(tenant, app),
          },
        ]
      : []),
    {
      id: 'api-permissions',
      heading: 'API permissions',
      state: `${app.permissions?.length ?? 0} configured, ${app.adminConsent.length} granted`,
      open: true,
      body: permissions(tenant, app),
    },
    {
      id: 'expose-an-api',
      heading: 'Expose an API',
      state: count(app.exposedApi?.scopes ?? [], 'scope'),
      open: app.exposedApi !== undefined,
      body: exposedApi(tenant, app, entered),
    },
    {
      id: 'app-roles',
      heading: 'App roles',
      state: count(app.appRoles ?? [], 'role'),
      // The page of an app with everything in it would be too long on a phone.
      open: false,
      body: appRoles(tenant, app, entered),
    },
    ...(tenant.hasRolesForUsers
      ? [
          {
            id: 'users-and-groups',
            heading: 'Users and groups',
            state: `${count(options.assignments, 'assignment')}${app.assignmentRequired === true ? ', assignment required' : ''}`,
            open: false,
            body: usersAndGroups(options),
          },
        ]
      : []),
    ...faultsSection(faults),
  ];
}

const overview = ({ tenant, app, faults }: RegistrationPage): Html => html`<dl>
<dt>Application (client) ID</dt><dd><code>${app.clientId}</code></dd>
<dt>Directory (tenant) ID</dt><dd><code>${tenant.id}</code></dd>
<dt>Supported account types</dt><dd>${accountTypesLabel(tenant, app)}</dd>
<dt>Managed application in local directory</dt><dd>${app.withoutServicePrincipal === true ? 'none yet: it has no service principal' : app.name}</dd>
${tenant.addsAppsToUserFlow && html`<dt>User flow</dt><dd>${isInUserFlow(app) ? 'SignUpSignIn' : 'none: users can’t sign up to it'}</dd>`}
${app.notes !== undefined && html`<dt>Internal note</dt><dd>${app.notes}</dd>`}
${(app.tags ?? []).length > 0 && html`<dt>Tags</dt><dd>${app.tags?.join(', ')}</dd>`}
${faultsRow(faults)}
</dl>`;

const isInUserFlow = ({ withoutUserFlow, withoutServicePrincipal }: Registration): boolean =>
  withoutUserFlow !== true && withoutServicePrincipal !== true;

function permissions(tenant: Tenant, app: Registration): Html {
  const rolesOfApps = Object.entries(app.appPermissions).flatMap(([, roles]) => roles);
  return html`<form method="post" action="#api-permissions">
<label for="permissions">Configured permissions, one per line</label>
<textarea id="permissions" name="permissions" rows="3" spellcheck="false" autocapitalize="none">${(app.permissions ?? []).join('\n')}</textarea>
<p>Granted for everyone: ${app.adminConsent.length === 0 ? 'none' : app.adminConsent.join(', ')}.</p>
${rolesOfApps.length > 0 && html`<p>Granted for calls without a user: ${rolesOfApps.join(', ')}.</p>`}
<p class="actions"><button name="do" value="permissions">Save permissions</button>
<button name="do" value="grant-consent">Grant admin consent for ${tenant.name}</button></p>
</form>`;
}

function exposedApi(tenant: Tenant, app: Registration, entered: Entered): Html {
  const { identifierUri = '', scopes = [] } = app.exposedApi ?? {};
  return html`<form method="post" action="#expose-an-api">
<label for="identifier-uri">Application ID URI</label>
<input id="identifier-uri" name="identifier-uri" spellcheck="false" autocapitalize="none" value="${entered?.get('identifier-uri') ?? identifierUri}" placeholder="api://${app.clientId}">
<label for="scopes">Scopes defined by this API, one per line</label>
<textarea id="scopes" name="scopes" rows="3" spellcheck="false" autocapitalize="none">${entered?.get('scopes')?.trim() ?? scopes.join('\n')}</textarea>
${tenant.dialect === 'entra' && requestedVersion(app)}
<p class="actions"><button name="do" value="expose-api">Save the API</button></p>
</form>`;
}

/** A member of the manifest, which has no page of its own here. */
function requestedVersion({ accessTokenVersion: current }: Registration): Html {
  const versions = ['', '1', '2'].map((value) => {
    const isChosen = value === String(current ?? '');
    return html`<option value="${value}"${isChosen && html` selected`}>${value || 'null (1)'}</option>`;
  });
  return html`<label for="requested-access-token-version">requestedAccessTokenVersion</label>
<select id="requested-access-token-version" name="requested-access-token-version">${versions}</select>`;
}
