import type { Registration, Tenant } from '../directory/model.ts';
import { redirectUrisOf } from '../directory/redirect-uris.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';

export interface TenantSummary {
  tenant: Tenant;
  authority: string;
  discovery: string;
  registrations: readonly Registration[];
}

/** What stands at the root of the front channel: what this is, and what a client needs to use it. */
export function homePage(summaries: readonly TenantSummary[]): Html {
  return html`<h1>The practice tenant</h1>
<p>An identity provider on this machine that behaves like Microsoft Entra ID, External ID and Azure AD B2C. Its people and secrets are invented and public. Nothing you do here leaves the machine.</p>
<p>Apps on this machine trust it with its certificate authority: <a href="/ca.pem">ca.pem</a>. Never add it to the certificate store of the system.</p>
<p>The <a href="/desk">tenant desk</a> shows and changes registrations, and lists every sign-in.</p>
${summaries.map(tenantSection)}`;
}

function tenantSection({ tenant, authority, discovery, registrations }: TenantSummary): Html {
  return html`<section aria-labelledby="${tenant.type}">
<h2 id="${tenant.type}">${tenant.name} <code>${tenant.type}</code></h2>
<dl>
<dt>Tenant ID</dt><dd><code>${tenant.id}</code></dd>
<dt>Domain</dt><dd><code>${tenant.domain}</code></dd>
<dt>Authority</dt><dd><code>${authority}</code></dd>
<dt>Discovery</dt><dd><a href="${discovery}">${discovery}</a></dd>
</dl>
${table(
  `Registrations of ${tenant.name}`,
  ['Registration', 'Client ID', 'Redirect URIs'],
  registrations.map((app) => [
    app.name,
    html`<code>${app.clientId}</code>`,
    html`${redirectUrisOf(app).map((uri) => html`<code>${uri}</code><br>`)}`,
  ]),
)}
</section>`;
}
