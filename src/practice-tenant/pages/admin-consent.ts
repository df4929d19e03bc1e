import { scopeMeaning } from '../directory/scope-meanings.ts';
import { type Html, html } from './html.ts';

export interface AdminConsentOptions {
  app: string;
  administrator: string;
  scopes: readonly string[];
}

/** What an administrator agrees to for everybody in the tenant. */
export function adminConsentPage({ app, administrator, scopes }: AdminConsentOptions): Html {
  return html`<h1>Permissions requested</h1>
<p>Review for your organization, as ${administrator}</p>
<p><strong>${app}</strong> would like to do this for every user:</p>
<ul>
${scopes.map((scope) => html`<li>${scopeMeaning(scope)} <code>${scope}</code></li>\n`)}</ul>
<form method="post" class="actions">
<button class="main" name="do" value="accept">Accept</button>
<button name="do" value="decline">Cancel</button>
</form>`;
}

/** What stands where no app waits for the answer. */
export const adminConsentDecided = (app: string, agreed: boolean): Html =>
  agreed
    ? html`<h1>Consent is given</h1>
<p><strong>${app}</strong> may now do what you agreed to, for every user. You may close this window.</p>`
    : html`<h1>Nothing was consented to</h1>
<p><strong>${app}</strong> has the permissions it had before. You may close this window.</p>`;
