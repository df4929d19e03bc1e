import type { User } from '../directory/model.ts';
import { type Html, html } from './html.ts';

export interface PickerOptions {
  app: string;
  accounts: readonly User[];
  /** Whether this page offers to create an account. */
  signUp: boolean;
  /** Whether this page offers "Forgot your password?". */
  forgotten: boolean;
  /** Whether another account can be one of another tenant. */
  elsewhere: boolean;
  /** The button that leads to the tenant's social provider. */
  social?: string | undefined;
}

/** One button per account. Selecting one takes no password: this is practice. */
export function accountPicker(options: PickerOptions): Html {
  const { app, accounts, signUp, forgotten, elsewhere, social } = options;
  return html`<h1 id="title">Pick an account</h1>
<p>to continue to <strong>${app}</strong></p>
<form method="post">
<input type="hidden" name="do" value="pick">
<ul class="accounts" role="list" aria-label="Accounts">
${accounts.map(
  ({ objectId, name, username }) =>
    html`<li><button name="account" value="${objectId}"><strong>${name}</strong><span>${breakable(username)}</span></button></li>\n`,
)}</ul>
</form>
${
  elsewhere &&
  html`<form method="post" class="choices">
<button name="do" value="home-realm">Use another account</button>
</form>`
}
<form method="get" class="choices">
<button name="view" value="password">${elsewhere ? 'Enter a password' : 'Use another account'}</button>
${signUp && html`<button name="view" value="sign-up">Create one</button>`}
${forgotten && html`<button name="view" value="forgotten">Forgot your password?</button>`}
</form>
${socialButton(social)}
${cancel}`;
}

/** A username that's too long for its line breaks after the @. */
function breakable(username: string): Html {
  const domain = username.lastIndexOf('@') + 1;
  return html`${username.slice(0, domain)}<wbr>${username.slice(domain)}`;
}

/** Goes to the social provider, which sends the user back. */
export const socialButton = (label: string | undefined): Html =>
  label === undefined
    ? html``
    : html`<form method="post" class="actions social">
<button name="do" value="social">${label}</button>
</form>`;

/** Returns to the app with an error, as the user decided. */
export const cancel: Html = html`<form method="post" class="actions">
<button name="do" value="cancel">Cancel</button>
</form>`;
