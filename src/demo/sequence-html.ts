import { type Html, html } from './html.ts';
import { laneNames, leadsBack, type PictureMessage, picture } from './sequence-picture.ts';

interface Sequence {
  /** Ask for the visitor's own messages. */
  replays?: boolean;
  caption?: string;
}

/**
 * One sign-in and one API call, as the picture of the site. On the home page it replays the visitor's own
 * last sign-in, when there is one; the demo's trace shows everything.
 */
export const sequenceHtml = ({
  replays = false,
  caption = 'An example. Sign in to the demo to see your own.',
}: Sequence = {}): Html =>
  html`<figure class="sequence plays"${replays && html` data-replays`}> ${lanesHtml} ${sequenceRowsHtml(picture)} <figcaption>${caption}</figcaption> </figure>`;

/** The heads of the columns; a screen reader hears who sends what in each row. */
export const lanesHtml = html`<ul class="sequence-lanes" aria-hidden="true"> ${Object.values(laneNames).map((name) => html`<li>${name}</li>`)} </ul>`;

/** The messages of a picture, one row each; also what the home page puts in their place when it replays. */
export const sequenceRowsHtml = (messages: readonly PictureMessage[]): Html =>
  html`<ol> ${messages.map(rowHtml)} </ol>`;

const rowHtml = ({ from, to, code, text, after }: PictureMessage): Html =>
  html`<li data-from="${from}" data-to="${to}"${
    leadsBack(from, to) && html` data-back`
  }> <span class="label"> <span class="sr-only">${laneNames[from]} to ${laneNames[to]}: </span> ${code !== undefined && html`<code>${code}</code>`} ${text} ${
    after !== undefined && html`<span class="time">${seconds(after)}</span>`
  } </span> <span class="arrow"></span> </li>`;

const seconds = (milliseconds: number) =>
  milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
