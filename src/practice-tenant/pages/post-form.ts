import { createHash } from 'node:crypto';
import { type Html, html, Html as Raw } from './html.ts';

const script = "document.addEventListener('DOMContentLoaded',()=>document.forms[0].submit())";

export const postFormScriptHash = createHash('sha256').update(script).digest('base64');

/** The response of response mode form_post (OAuth 2.0 Form Post Response Mode §2): a form that posts itself. */
export function postForm(action: string, fields: Record<string, string>): Html {
  return html`<h1>Working on it</h1>
<form method="post" action="${action}">
${Object.entries(fields).map(
  ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`,
)}<noscript><p>JavaScript is off in this browser. Select Continue to go on.</p><button class="main">Continue</button></noscript>
</form>
<script>${new Raw(script)}</script>`;
}
