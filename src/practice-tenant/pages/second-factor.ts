import { cancel } from './account-picker.ts';
import { type Html, html } from './html.ts';

/** Takes the place of an approval on a phone: practice needs one button and no phone. */
export const secondFactorPage = (
  app: string,
  username: string,
): Html => html`<h1>Approve the sign-in</h1>
<p>${username}</p>
<p><strong>${app}</strong> requires a second factor. The real service would now send a request to your phone.</p>
<form method="post" class="actions">
<button class="main" name="do" value="approve">Approve</button>
</form>
${cancel}`;
