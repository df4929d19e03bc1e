import type { Tenant, User } from '../directory/model.ts';
import { attributeFields } from './attribute-fields.ts';
import { type Html, html, Html as Raw } from './html.ts';
import { problem } from './sign-in.ts';

export function editProfile(tenant: Tenant, { name, attributes }: User, error?: string): Html {
  const isHosted = tenant.set !== undefined;
  return html`<h1>Edit your profile</h1>
${problem(error)}${isHosted && html`<p class="note">This page doesn’t show what you entered before. What you leave empty stays as it is.</p>`}
<form method="post">
<label for="name">Display name</label>
<input id="name" name="name" value="${name}" autocomplete="name" maxlength="100"${isHosted ? '' : new Raw(' required')}>
${attributeFields(tenant.signUpAttributes, attributes)}
<p class="actions">
<button class="main" name="do" value="edit-profile">Continue</button>
<button name="do" value="cancel" formnovalidate>Cancel</button>
</p>
</form>`;
}
