import type { DemoState } from '../auth/demo-state.ts';
import { endTime } from '../own-tenants/end-time.ts';
import { type Html, html } from './html.ts';

type Whose = Pick<DemoState, 'isLocal' | 'ownTenants'>;

/**
 * Tells whose tenant the demo uses.
 * @param isLocal the page that checks the demos exists
 * @param ownTenants of a hosted lab
 */
export const whoseTenantHtml = (
  whose: 'practice' | 'operator',
  { isLocal = false, ownTenants }: Whose = {},
): Html =>
  ownTenants
    ? html`<details class="demo-whose"> ${hosted} </details> ${ownTenantsHtml(ownTenants)}`
    : html`<details class="demo-whose"> ${words[whose]}${isLocal && check} </details>`;

function ownTenantsHtml({ ends }: NonNullable<DemoState['ownTenants']>): Html {
  if (ends === undefined)
    return html`<p class="demo-whose">Your first sign-in makes <a href="/practice-tenants/">practice tenants of your own</a>. It sets a cookie that lasts as long as they do.</p>`;
  const { text, datetime } = endTime(ends);
  return html`<p class="demo-whose"><a href="/practice-tenants/">Your practice tenants</a> end on <time datetime="${datetime}">${text}</time> unless you use them before then.</p>`;
}

const summary = html`<summary><span class="lab-tag accent"><span class="lab-mark" aria-hidden="true"></span> Practice tenant</span> What is this?</summary>`;
const behaves =
  'behaves like Microsoft’s, and has invented users. Nothing you do here reaches Microsoft.';
const differs = html`<a href="/reference/practice-tenant/">How it differs</a>`;
const hosted = html`${summary} <p>An identity provider that comes with this site. Each visitor has tenants of their own in it. It ${behaves} ${differs}</p>`;

const check = html` <p><a href="/demo/doctor/">Check the live demos</a></p>`;

const words: Readonly<Record<'practice' | 'operator', Html>> = {
  practice: html`${summary} <p>An identity provider that comes with this site. It runs on this machine, ${behaves} ${differs}</p>`,
  operator: html`<summary><span class="lab-tag accent"><span class="lab-mark" aria-hidden="true"></span> Operator’s tenant</span> What is this?</summary> <p>The people who run this site have set up a registration in a real tenant. You sign in at Microsoft with an account from that tenant.</p>`,
};
