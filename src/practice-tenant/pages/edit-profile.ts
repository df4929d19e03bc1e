import type { Tenant, User } from '../directory/model.ts';
import { attributeFields } from './attribute-fields.ts';
import { type Html, html } from './html.ts';
import { problem } from './sign-in.ts';

export function editProfile(tenant: Tenant, { name, attributes }: User, error?: string): Html {
  return html`<h1>Edit your profile</h1>
${problem(error)}
<form method="post">
<label for="name">Display name</label>
<input id="name" name="name" value="${name}" autocomplete="name" maxlength="100" required>
${attributeFields(tenant.signUpAttributes, attributes)}
<p class="actions">
<button class="main" name="do" value="edit-profile">Continue</button>
<button name="do" value="cancel" formnovalidate>Cancel</button>
</p>
</form>`;
}
