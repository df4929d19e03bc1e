import { cancel, socialButton } from './account-picker.ts';
import { type Html, html } from './html.ts';

export const problem = (text: string | undefined): Html =>
  text === undefined ? html`` : html`<p class="problem" role="alert">${text}</p>`;

export interface PasswordOptions {
  app: string;
  username?: string | undefined;
  error?: string | undefined;
  forgotten: boolean;
  /** The button that leads to the tenant's social provider. */
  social?: string | undefined;
}

/** Username and password on one page. */
export function passwordForm({ app, username, error, forgotten, social }: PasswordOptions): Html {
  return html`<h1>Sign in</h1>
<p>to continue to <strong>${app}</strong></p>
${problem(error)}
<form method="post">
<input type="hidden" name="do" value="password">
<label for="username">Username</label>
<input id="username" name="username" value="${username ?? ''}" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<p class="actions"><button class="main">Sign in</button></p>
</form>
<form method="get" class="choices">
<button name="view" value="accounts">Back to accounts</button>
${forgotten && html`<button name="view" value="forgotten">Forgot your password?</button>`}
</form>
${socialButton(social)}
${cancel}`;
}
