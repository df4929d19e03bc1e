import type { Registration, Tenant, User } from '../directory/model.ts';
import { redirectUrisOf } from '../directory/redirect-uris.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';

export interface TenantSummary {
  tenant: Tenant;
  authority: string;
  /** For apps that refuse pages on http, if there's such an address. */
  httpsOnlyAuthority: string | undefined;
  discovery: string;
  /** Where the tenant's pages are. */
  front: string;
  registrations: readonly Registration[];
  /** The invented users, and the newest that were added. */
  users: readonly User[];
}

/**
 * The page at the root of the front channel: what this is, and what a client needs to use it.
 * @param password of the invented users
 * @param desk whether the tenant desk is open
 * @param siteOrigin where a visitor of a hosted lab sees when their tenants end
 */
export function homePage(
  summaries: readonly TenantSummary[],
  password: string,
  desk: boolean,
  siteOrigin: string,
): Html {
  const isHosted = summaries.some(({ tenant }) => tenant.set !== undefined);
  return html`<h1>${isHosted ? 'Your practice tenants' : 'The practice tenant'}</h1>
${isHosted ? hostedIntroduction(siteOrigin) : introduction}
<p>The password of every invented user is <code>${password}</code>. When you sign in, you can also just select a name.</p>
${desk && html`<p>On the <a href="/desk">tenant desk</a>, you register apps, add users, and read the sign-in log.</p>`}
${isHosted ? '' : certificates}
${summaries.map((summary) => tenantSection(summary, desk))}`;
}

const introduction = html`<p>An identity provider on this machine that behaves like Microsoft Entra ID, External ID, and Azure AD B2C. Its users and secrets are invented and public. Nothing you do here leaves the machine.</p>`;

const hostedIntroduction = (siteOrigin: string): Html =>
  html`<p>An identity provider that behaves like Microsoft Entra ID, External ID, and Azure AD B2C. Its users are invented. Only your browser signs in to these tenants, and only you see what’s in them. In the lab, you can <a href="${siteOrigin}/practice-tenants/">see when they end, or end them now</a>.</p>`;

const certificates = html`<p>Apps on this machine need its certificate authority to trust it: <a href="/ca.pem">ca.pem</a>. Never add that file to your system’s certificate store. Your browser doesn’t trust it either, so expect a certificate warning when you open a metadata document below.</p>`;

function tenantSection(summary: TenantSummary, desk: boolean): Html {
  const { tenant, authority, httpsOnlyAuthority, discovery, front, registrations, users } = summary;
  return html`<section aria-labelledby="${tenant.key}">
<h2 id="${tenant.key}">${tenant.name} <code>${tenant.key}</code></h2>
<dl>
<dt>Tenant ID</dt><dd><code>${tenant.id}</code></dd>
<dt>Domain</dt><dd><code>${tenant.domain}</code></dd>
<dt>Sign-in pages</dt><dd><code>${front}</code></dd>
<dt>Authority</dt><dd><code>${authority}</code></dd>
${httpsOnlyAuthority && html`<dt>Authority with https only</dt><dd><code>${httpsOnlyAuthority}</code></dd>`}
<dt>Metadata document</dt><dd><a href="${discovery}">${discovery}</a></dd>
</dl>
<h3>Users</h3>
${table(
  `Users of ${tenant.name}`,
  ['Name', 'Username', 'Role'],
  users.map(({ objectId, name, username, administrator, homeTenant }) => [
    desk ? html`<a href="/desk/${tenant.key}/users/${objectId}">${name}</a>` : name,
    html`<code>${username}</code>`,
    administrator === true ? 'Administrator' : homeTenant === undefined ? 'User' : 'Guest',
  ]),
)}
${registrations.length > 0 && appRegistrations(summary, desk)}
</section>`;
}

const appRegistrations = ({ tenant, registrations }: TenantSummary, desk: boolean): Html =>
  html`<h3>App registrations</h3>
${table(
  `App registrations of ${tenant.name}`,
  ['App', 'Client ID', 'Redirect URIs'],
  registrations.map((app) => [
    desk
      ? html`<a href="/desk/${tenant.key}/registrations/${app.clientId}">${app.name}</a>`
      : app.name,
    html`<code>${app.clientId}</code>`,
    html`${redirectUrisOf(app).map((uri) => html`<code>${uri}</code><br>`)}`,
  ]),
)}`;
