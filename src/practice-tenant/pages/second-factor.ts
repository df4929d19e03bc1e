import { cancel } from './account-picker.ts';
import { type Html, html } from './html.ts';

/** Stands for the approval on a phone: one button, because practice needs no phone. */
export const secondFactorPage = (
  app: string,
  username: string,
): Html => html`<h1>Approve the sign-in</h1>
<p>${username}</p>
<p><strong>${app}</strong> asks for more than a password. The real service would now ask your phone.</p>
<form method="post" class="actions">
<button class="main" name="do" value="approve">Approve</button>
</form>
${cancel}`;
