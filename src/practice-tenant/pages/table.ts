import { type Html, html } from './html.ts';

/**
 * A table that can be scrolled with the keyboard where it is wider than the page. On a phone each
 * row becomes a small list, whose cells carry the name of their column.
 */
export const table = (
  label: string,
  head: readonly string[],
  rows: readonly (readonly (Html | string)[])[],
): Html =>
  rows.length === 0
    ? html`<p>None yet.</p>`
    : html`<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell, column) => html`<td data-label="${head[column]}">${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>`;
