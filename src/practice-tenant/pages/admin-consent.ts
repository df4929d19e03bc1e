import { scopeMeaning } from '../directory/scope-meanings.ts';
import { type Html, html } from './html.ts';
import { otherPublisher } from './other-publisher.ts';

export interface AdminConsentOptions {
  app: string;
  /** The domain of the organization that it belongs to, if that's another one. */
  publisher: string | undefined;
  administrator: string;
  scopes: readonly string[];
  /** App roles, for calls without a user. */
  roles: readonly string[];
}

/** What an administrator consents to for every user of the tenant. */
export function adminConsentPage({
  app,
  publisher,
  administrator,
  scopes,
  roles,
}: AdminConsentOptions): Html {
  return html`<h1>Permissions requested</h1>
<p>Review for your organization, as ${administrator}</p>
${otherPublisher(publisher)}
<p><strong>${app}</strong> would like to do the following for every user:</p>
<ul>
${scopes.map((scope) => html`<li>${scopeMeaning(scope)} <code>${scope}</code></li>\n`)}</ul>
${
  roles.length > 0 &&
  html`<p>And without a user:</p>
<ul>${roles.map((role) => html`<li><code>${role}</code></li>\n`)}</ul>`
}
<form method="post" class="actions">
<button class="main" name="do" value="accept">Accept</button>
<button name="do" value="decline">Cancel</button>
</form>`;
}

/** Shown when no app waits for the response. */
export const adminConsentDecided = (app: string, agreed: boolean): Html =>
  agreed
    ? html`<h1>Consent granted</h1>
<p><strong>${app}</strong> now has these permissions for every user. You can close this window.</p>`
    : html`<h1>Consent not granted</h1>
<p><strong>${app}</strong> keeps the permissions it had. You can close this window.</p>`;
