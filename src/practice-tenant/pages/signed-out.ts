import type { Comparison } from '../errors/entra-error.ts';
import { developerPanel } from './developer-panel.ts';
import { type Html, html } from './html.ts';

export interface SignedOutOptions {
  /** Addresses of apps that registered for front-channel logout (Front-Channel Logout 1.0 §3). */
  frames: readonly string[];
  /** Where to go next, if the request named a registered address. */
  next: string | undefined;
  /** Why the request's address isn't followed. */
  refusal: string | undefined;
  /** That address, next to the registered ones. */
  comparison?: Comparison | undefined;
}

export function signedOut(options: SignedOutOptions): Html {
  const { frames, next, refusal, comparison } = options;
  return html`<h1>You are signed out</h1>
<p>It’s a good idea to close all browser windows.</p>
${refusal !== undefined && html`<p class="note">For the developer: ${refusal}</p>`}
${comparison !== undefined && developerPanel(comparison)}
${next !== undefined && html`<p><a href="${next}">Continue</a></p>`}
${frames.map((address) => html`<iframe src="${address}" title="Signing out of an app"></iframe>`)}`;
}
