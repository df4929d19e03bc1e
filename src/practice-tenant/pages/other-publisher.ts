import { type Html, html } from './html.ts';

/** Warns of an app that belongs to another organization. @param domain of that one */
export const otherPublisher = (domain: string | undefined): Html | undefined =>
  domain === undefined
    ? undefined
    : html`<p class="note">This app comes from another organization, ${domain}.</p>`;
