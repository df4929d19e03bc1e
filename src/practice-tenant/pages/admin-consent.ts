import { scopeMeaning } from '../directory/scope-meanings.ts';
import { type Html, html } from './html.ts';

export interface AdminConsentOptions {
  app: string;
  administrator: string;
  scopes: readonly string[];
}

/** What an administrator consents to for every user of the tenant. */
export function adminConsentPage({ app, administrator, scopes }: AdminConsentOptions): Html {
  return html`<h1>Permissions requested</h1>
<p>Review for your organization, as ${administrator}</p>
<p><strong>${app}</strong> would like to do the following for every user:</p>
<ul>
${scopes.map((scope) => html`<li>${scopeMeaning(scope)} <code>${scope}</code></li>\n`)}</ul>
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
