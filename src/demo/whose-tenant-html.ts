import { type Html, html } from './html.ts';

/**
 * Tells whose tenant the demo uses.
 * @param isLocal the page that checks the demos exists
 */
export const whoseTenantHtml = (whose: 'practice' | 'operator', isLocal = false): Html =>
  html`<details class="demo-whose"> ${words[whose]}${isLocal && check} </details>`;

const check = html` <p><a href="/demo/doctor/">Check the live demos</a></p>`;

const words: Readonly<Record<'practice' | 'operator', Html>> = {
  practice: html`<summary><span class="lab-tag accent"><span class="lab-mark" aria-hidden="true"></span> Practice tenant</span> What is this?</summary> <p>An identity provider that comes with this site. It runs on this machine, behaves like Microsoft’s, and has invented users. Nothing you do here reaches Microsoft. <a href="/reference/practice-tenant/">How it differs</a></p>`,
  operator: html`<summary><span class="lab-tag accent"><span class="lab-mark" aria-hidden="true"></span> Operator’s tenant</span> What is this?</summary> <p>The people who run this site have set up a registration in a real tenant. You sign in at Microsoft with an account from that tenant.</p>`,
};
