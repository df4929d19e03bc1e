import { html } from './html.ts';

/** What stands where a sign-in was that nobody knows any more. */
export const signInExpired = html`<h1>This sign-in has expired</h1><p>Go back to the app and start again.</p>`;
