import type { SignUpAttribute } from '../directory/model.ts';
import { cancel } from './account-picker.ts';
import { attributeFields } from './attribute-fields.ts';
import { type Html, html } from './html.ts';
import { problem } from './sign-in.ts';

export type Purpose = 'sign-up' | 'reset';

const words = {
  'sign-up': { title: 'Create an account', action: 'Create', password: 'Password' },
  reset: { title: 'Reset your password', action: 'Continue', password: 'New password' },
};

/** First step of sign-up and of a password reset: the email address to verify. */
export function askForEmail(purpose: Purpose, error?: string): Html {
  return html`<h1>${words[purpose].title}</h1>
${problem(error)}
<form method="post">
<label for="email">Email address</label>
<input id="email" name="email" type="email" autocomplete="email" maxlength="200" required>
<p class="actions"><button class="main" name="do" value="${purpose}-code">Send verification code</button></p>
</form>
${cancel}`;
}

/** Second step: the code, which this page shows because no email is sent. */
export function askForCode(
  purpose: Purpose,
  email: string,
  code: string,
  attributes: readonly SignUpAttribute[],
  error?: string,
): Html {
  const { title, action, password } = words[purpose];
  return html`<h1>${title}</h1>
<p class="note">The practice tenant doesn’t send email. Your verification code for ${email} is <strong>${code}</strong>.</p>
${problem(error)}
<form method="post">
<label for="code">Verification code</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required>
${
  purpose === 'sign-up' &&
  html`<label for="name">Display name</label>
<input id="name" name="name" autocomplete="name" maxlength="100" required>
${attributeFields(attributes)}`
}
<label for="password">${password}</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="8" maxlength="200" required>
<p class="actions"><button class="main" name="do" value="${purpose}">${action}</button></p>
</form>
${cancel}`;
}
