import { type Html, html } from './html.ts';
import { problem } from './sign-in.ts';

/** Forms of the device code flow (RFC 8628 §3.3); `xsrf` ties them to the browser's session. */
export function enterCode(action: string, xsrf: string, failed: boolean): Html {
  return html`<h1>Enter the code</h1>
${problem(failed ? 'That code didn’t work. Check the code on your device and try again.' : undefined)}
<form method="post" action="${action}">
<input type="hidden" name="xsrf" value="${xsrf}">
<label for="user_code">Code</label>
<input id="user_code" name="user_code" autocomplete="off" autocapitalize="characters" spellcheck="false" required>
<p class="actions"><button class="main">Next</button></p>
</form>`;
}

export function confirmCode(action: string, xsrf: string, app: string, code: string): Html {
  return html`<h1>Are you signing in to ${app}?</h1>
<p>Continue only if you requested the code <code>${code}</code> yourself, on a device you trust.</p>
<form method="post" action="${action}" class="actions">
<input type="hidden" name="xsrf" value="${xsrf}">
<input type="hidden" name="user_code" value="${code}">
<button class="main" name="confirm" value="yes">Continue</button>
<button name="abort" value="yes">Cancel</button>
</form>`;
}

export const deviceSignedIn = (app: string): Html => html`<h1>You are signed in to ${app}</h1>
<p>Go back to your device. You can close this window.</p>`;

export const deviceDeclined = html`<h1>You canceled the sign-in</h1>
<p>Your device won’t get access. You can close this window.</p>`;
