import { type Html, html } from './html.ts';

export interface Fold {
  /** Of what is folded: a link to it opens it, and so does the browser's search. */
  id: string;
  heading: Html | string;
  /** What is set, next to the heading. */
  state?: string | undefined;
  /** Whether it's open at first. */
  open: boolean;
}

/** A part of a page that can be folded, without a script and with the keyboard. */
export const fold = ({ id, heading, state, open }: Fold, body: Html): Html =>
  html`<details${open && html` open`}>
<summary>${heading}${state !== undefined && html` <span>${state}</span>`}</summary>
<div id="${id}">
${body}
</div>
</details>`;
