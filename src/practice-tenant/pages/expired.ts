import { html } from './html.ts';

/** Shown in place of a sign-in that has expired. */
export const signInExpired = html`<h1>This sign-in has expired</h1><p>Go back to the app and start again.</p>`;
