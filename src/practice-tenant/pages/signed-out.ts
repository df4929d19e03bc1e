import { type Html, html } from './html.ts';

export interface SignedOutOptions {
  /** Addresses of apps that asked to be told (Front-Channel Logout 1.0 §3). */
  frames: readonly string[];
  /** Where to go on, when the request named a registered address. */
  next: string | undefined;
  /** Why the request's address is not followed. */
  refusal: string | undefined;
}

export function signedOut({ frames, next, refusal }: SignedOutOptions): Html {
  return html`<h1>You are signed out</h1>
<p>Close all windows of this browser to be on the safe side.</p>
${refusal !== undefined && html`<p class="note">For the developer: ${refusal}</p>`}
${next !== undefined && html`<p><a href="${next}">Continue</a></p>`}
${frames.map((address) => html`<iframe src="${address}" title="Signing out of an app"></iframe>`)}`;
}
