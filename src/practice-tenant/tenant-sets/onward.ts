import type { ServerResponse } from 'node:http';
import { sendPage } from '../http/answer.ts';
import { html } from '../pages/html.ts';

/** A page that leads to an address immediately, without JavaScript. */
export function sendOnward(response: ServerResponse, address: string): void {
  const head = html`<meta http-equiv="refresh" content="0;url=${address}">`;
  const body = html`<h1>One moment</h1>
<p>The lab checks that these practice tenants are yours. If nothing happens, <a href="${address}">continue</a>.</p>`;
  sendPage(response, 200, { title: 'One moment', head }, body);
}
