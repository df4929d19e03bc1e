import { fold } from './fold.ts';
import { type Html, html } from './html.ts';

export interface Section {
  id: string;
  heading: string;
  body: Html;
  /** A link next to the heading. */
  beside?: Html | undefined;
  /** Whether it's open at first, for a section that can be folded. */
  open?: boolean | undefined;
  /** What is set in a section that can be folded. */
  state?: string | undefined;
}

/** The sections of a long page, with a list of them beside where there's room. */
export const sections = (all: readonly Section[]): Html => html`<div class="sections">
<nav aria-label="On this page"><ul>
${all.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>\n`)}</ul></nav>
<div>
${all.map((each) => html`${section(each)}\n`)}</div>
</div>`;

function section({ id, heading, body, beside, open, state }: Section): Html {
  if (open !== undefined)
    return fold({ id, heading: html`<h2>${heading}</h2>`, state, open }, body);
  return html`<section id="${id}">
<div class="heading"><h2>${heading}</h2>${beside}</div>
${body}
</section>`;
}
