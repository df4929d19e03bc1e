import { type Html, html } from './html.ts';

export interface ApprovalOptions {
  app: string;
  username: string;
  scopes: readonly string[];
  /** The display name of one; undefined if the tenant has none. */
  administrator: string | undefined;
}

/** Shown to a user who isn't allowed to consent to what the app asks for. */
export function approvalNeeded({ app, username, scopes, administrator }: ApprovalOptions): Html {
  return html`<h1>Approval required</h1>
<p>${username}</p>
<p><strong>${app}</strong> needs permissions that only an administrator can grant:</p>
<ul>${scopes.map((scope) => html`<li><code>${scope}</code></li>\n`)}</ul>
${administrator !== undefined && html`<p class="note">In this practice tenant, ${administrator} is the administrator.</p>`}
<form method="post" class="actions">
<button name="do" value="leave-without-approval">Back to the app</button>
</form>`;
}
