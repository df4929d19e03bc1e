import type { SignUpAttribute } from '../directory/model.ts';
import { cancel } from './account-picker.ts';
import { attributeFields } from './attribute-fields.ts';
import { type Html, html } from './html.ts';
import { problem } from './sign-in.ts';

/** An account at the practice social provider. */
export interface SocialAccount {
  subject: string;
  name: string;
  email: string;
}

/** The one page of the practice social provider. */
export const socialPicker = (
  people: readonly SocialAccount[],
): Html => html`<h1>Sign in with Practice Social</h1>
<p>Practice Social will share your name and email address with <strong>Fabrikam</strong>.</p>
<form method="post">
<ul class="accounts" role="list" aria-label="Accounts">
${people.map(
  ({ subject, name, email }) =>
    html`<li><button name="account" value="${subject}"><strong>${name}</strong><span>${email}</span></button></li>\n`,
)}</ul>
</form>
${cancel}`;

export interface SocialSignUp {
  provider: string;
  email: string;
  name: string;
  attributes: readonly SignUpAttribute[];
  error?: string | undefined;
}

/** What the tenant asks for when a user arrives from a social provider for the first time. */
export function socialSignUpPage(options: SocialSignUp): Html {
  const { provider, email, name, attributes, error } = options;
  return html`<h1>Create an account</h1>
<p>You signed in with ${provider} as <strong>${email}</strong>.</p>
${problem(error)}
<form method="post">
<label for="name">Display name</label>
<input id="name" name="name" value="${name}" autocomplete="name" maxlength="100" required>
${attributeFields(attributes)}
<p class="actions">
<button class="main" name="do" value="social-sign-up">Continue</button>
<button name="do" value="cancel" formnovalidate>Cancel</button>
</p>
</form>`;
}
