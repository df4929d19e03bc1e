import { scopeMeaning } from '../directory/scope-meanings.ts';
import { type Html, html } from './html.ts';
import { otherPublisher } from './other-publisher.ts';

export interface ConsentOptions {
  app: string;
  /** The domain of the organization that it belongs to, if that's another one. */
  publisher: string | undefined;
  username: string;
  scopes: readonly string[];
  /** Offers to consent for the whole organization. */
  administrator: boolean;
}

/** What the app asks for, in words, with the scope's own name beside it. */
export function consentPage({
  app,
  publisher,
  username,
  scopes,
  administrator,
}: ConsentOptions): Html {
  return html`<h1>Permissions requested</h1>
<p>${username}</p>
${otherPublisher(publisher)}
<p><strong>${app}</strong> would like to:</p>
<ul>
${scopes.map((scope) => html`<li>${scopeMeaning(scope)} <code>${scope}</code></li>\n`)}</ul>
<form method="post">
${
  administrator &&
  html`<label><input type="checkbox" name="for-everybody" value="yes"> Consent on behalf of your organization</label>`
}
<p class="actions">
<button class="main" name="do" value="accept">Accept</button>
<button name="do" value="decline">Cancel</button>
</p>
</form>`;
}
