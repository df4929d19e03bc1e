import type { Registration, Secret, Tenant } from '../directory/model.ts';
import { optionalClaimsOf, type TokenKind } from '../directory/optional-claims.ts';
import type { Fault } from '../faults/catalogue.ts';
import { credentials } from './desk-credentials.ts';
import { faultSwitches } from './desk-faults.ts';
import { type Html, html } from './html.ts';
import { problem } from './sign-in.ts';

export function newRegistrationPage(tenant: Tenant, error?: string): Html {
  return html`<p class="up"><a href="/desk/${tenant.type}">${tenant.name}</a></p>
<h1>Register an application</h1>
${problem(error)}
<form method="post">
<label for="name">Name</label>
<input id="name" name="name" maxlength="120" required>
<label for="redirect-uris">Redirect URI (Web), one per line</label>
<textarea id="redirect-uris" name="redirect-uris" rows="3" spellcheck="false"></textarea>
<label for="single-page-redirect-uris">Redirect URI (Single-page application), one per line</label>
<textarea id="single-page-redirect-uris" name="single-page-redirect-uris" rows="3" spellcheck="false"></textarea>
<p class="actions"><button class="main">Register</button></p>
</form>`;
}

export interface RegistrationPage {
  tenant: Tenant;
  app: Registration;
  problem?: string | undefined;
  /** Just created; shown only once. */
  secret?: Secret | undefined;
  /** The faults that are on for this app. */
  faults: readonly Fault[];
}

/** One registration, in the order and with the labels of the admin center. */
export function registrationPage(options: RegistrationPage): Html {
  const { tenant, app } = options;
  return html`<p class="up"><a href="/desk/${tenant.type}">${tenant.name}</a></p>
<h1>${app.name}</h1>
${problem(options.problem)}
<h2>Overview</h2>
<dl>
<dt>Application (client) ID</dt><dd><code>${app.clientId}</code></dd>
<dt>Directory (tenant) ID</dt><dd><code>${tenant.id}</code></dd>
<dt>Supported account types</dt><dd>${app.audience === 'thisTenant' ? 'My organization only' : 'Multiple organizations'}</dd>
</dl>
<h2>Authentication</h2>
<form method="post">
<label for="redirect-uris">Redirect URIs (Web), one per line</label>
<textarea id="redirect-uris" name="redirect-uris" rows="4" spellcheck="false">${app.redirectUris.join('\n')}</textarea>
<label for="single-page-redirect-uris">Redirect URIs (Single-page application), one per line</label>
<textarea id="single-page-redirect-uris" name="single-page-redirect-uris" rows="4" spellcheck="false">${(app.singlePageRedirectUris ?? []).join('\n')}</textarea>
<label for="front-channel-logout">Front-channel logout URL</label>
<input id="front-channel-logout" name="front-channel-logout" value="${app.frontChannelLogoutUri ?? ''}">
<fieldset><legend>Implicit grant and hybrid flows</legend>
<label><input type="checkbox" name="implicit-access-tokens" value="yes"${checked(app.implicitGrant?.accessTokens === true)}> Access tokens (used for implicit flows)</label>
<label><input type="checkbox" name="implicit-id-tokens" value="yes"${checked(app.implicitGrant?.idTokens === true)}> ID tokens (used for implicit and hybrid flows)</label>
</fieldset>
<label><input type="checkbox" name="public-client" value="yes"${checked(app.allowPublicClient)}> Allow public client flows</label>
<p class="actions"><button name="do" value="authentication">Save authentication</button></p>
</form>
${credentials(options)}
<h2>API permissions</h2>
<form method="post">
<label for="permissions">Configured permissions, one per line</label>
<textarea id="permissions" name="permissions" rows="3" spellcheck="false">${(app.permissions ?? []).join('\n')}</textarea>
<p>Granted for everyone: ${app.adminConsent.length === 0 ? 'none' : app.adminConsent.join(', ')}.</p>
<p class="actions"><button name="do" value="permissions">Save permissions</button>
<button name="do" value="grant-consent">Grant admin consent for ${tenant.name}</button></p>
</form>
${tenant.dialect === 'entra' && tokenConfiguration(tenant, app)}
<h2>Expose an API</h2>
<form method="post">
<label for="identifier-uri">Application ID URI</label>
<input id="identifier-uri" name="identifier-uri" value="${app.exposedApi?.identifierUri ?? ''}" placeholder="api://${app.clientId}">
<label for="scopes">Scopes defined by this API, one per line</label>
<textarea id="scopes" name="scopes" rows="3" spellcheck="false">${(app.exposedApi?.scopes ?? []).join('\n')}</textarea>
${tenant.dialect === 'entra' && requestedVersion(app)}
<p class="actions"><button name="do" value="expose-api">Save the API</button></p>
</form>
${faultSwitches(options.faults)}`;
}

const checked = (isOn: boolean): Html | false => isOn && html` checked`;

function tokenConfiguration({ isWorkforce }: Tenant, app: Registration): Html {
  return html`<h2>Token configuration</h2>
<form method="post">
${optionalClaims(app, 'idToken', 'Optional claims in ID tokens')}
${optionalClaims(app, 'accessToken', 'Optional claims in access tokens for this API')}
${
  isWorkforce &&
  html`<label><input type="checkbox" name="groups-claim" value="yes"${checked(app.groupsClaim === true)}> Add groups claim</label>`
}
<p class="actions"><button name="do" value="token-configuration">Save the token configuration</button></p>
</form>`;
}

const optionalClaims = (app: Registration, kind: TokenKind, legend: string): Html =>
  html`<fieldset class="columns"><legend>${legend}</legend>
${optionalClaimsOf(kind).map((name) => {
  const isOn = app.optionalClaims?.[kind]?.includes(name) === true;
  return html`<label><input type="checkbox" name="${kind}-${name}" value="yes"${checked(isOn)}> ${name}</label>
`;
})}</fieldset>`;

/** A member of the manifest, which has no page of its own here. */
function requestedVersion({ accessTokenVersion: current }: Registration): Html {
  const versions = ['', '1', '2'].map((value) => {
    const isChosen = value === String(current ?? '');
    return html`<option value="${value}"${isChosen && html` selected`}>${value || 'null (1)'}</option>`;
  });
  return html`<label for="requested-access-token-version">requestedAccessTokenVersion</label>
<select id="requested-access-token-version" name="requested-access-token-version">${versions}</select>`;
}
