import type { Comparison } from '../errors/entra-error.ts';
import { type Html, html } from './html.ts';

/** What the real service wouldn't show: the value that was sent, next to the registered ones. */
export const developerPanel = ({ name, sent, registered }: Comparison): Html =>
  html`<section aria-labelledby="developer">
<h2 id="developer">For the developer</h2>
<p>The real service doesn’t show you this.</p>
<dl class="compared">
<dt>Sent as ${name}</dt><dd><code>${sent ?? 'nothing'}</code></dd>
<dt>Registered</dt><dd>${
    registered.length === 0
      ? 'nothing'
      : html`<ul>${registered.map((value) => html`<li><code>${value}</code></li>`)}</ul>`
  }</dd>
</dl>
</section>`;
