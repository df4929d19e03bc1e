import { type ClaimExplanation, explainClaim } from '../../auth/explanations/claims.ts';
import { readableClaim } from '../../demo/readable-claim.ts';
import type { JsonObject } from '../../jwt/json-object.ts';
import { relativeTime } from '../about/relative-time.ts';
import { element } from './element.ts';
import { longText } from './long-text.ts';

/** How many rows come at once. A token can have thousands of claims. */
const page = 50;

interface TableOptions {
  caption: string;
  explain: (name: string) => ClaimExplanation;
  /** Seconds since 1970. */
  now: number;
}

/** A part of a token, value by value, each with its explanation. */
export function claimsTable(values: JsonObject, options: TableOptions): HTMLElement {
  const entries = Object.entries(values);
  const body = element('tbody', {});
  const headings = ['Claim', 'Value', 'What it means'].map((title) =>
    element('th', { scope: 'col' }, title),
  );
  const table = element(
    'table',
    {},
    element('caption', {}, options.caption),
    element('colgroup', {}, element('col', {}), element('col', {}), element('col', {})),
    element('thead', { className: 'sr-only' }, element('tr', {}, ...headings)),
    body,
  );
  const button = element('button', { type: 'button', className: 'lab-button quiet small' });
  const more = (): HTMLTableRowElement | undefined => {
    const shown = body.rows.length;
    const rows = entries.slice(shown, shown + page).map((entry) => row(entry, options));
    body.append(...rows);
    const left = entries.length - body.rows.length;
    button.textContent = `Show ${Math.min(left, page)} more (${left.toLocaleString('en-US')} left)`;
    if (left === 0) button.remove();
    return rows[0];
  };
  button.addEventListener('click', () => more()?.cells[0]?.focus());
  const part = element('div', { className: 'token-part' }, table, button);
  more();
  if (entries.length === 0) body.append(element('tr', {}, element('td', { colSpan: 3 }, 'None.')));
  return part;
}

function row(
  [name, value]: [string, unknown],
  { explain, now }: TableOptions,
): HTMLTableRowElement {
  const text = typeof value === 'string' ? value : inJson(value);
  return element(
    'tr',
    {},
    // Where the focus goes when more rows are shown.
    element('th', { scope: 'row', tabIndex: -1 }, element('code', {}, name.slice(0, 200))),
    element('td', {}, longText(text), timeOf(name, value, now)),
    element('td', {}, explain(name).text),
  );
}

function timeOf(name: string, value: unknown, now: number): HTMLElement | undefined {
  if (typeof value !== 'number' || explainClaim(name).time === undefined) return undefined;
  const date = readableClaim({ name, value: String(value) });
  return date === undefined
    ? undefined
    : element('span', { className: 'readable' }, `${relativeTime(value, now)} · ${date}`);
}

/** Nested values on lines of their own; too deep ones can't be written. */
function inJson(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2);
  } catch {
    return '(nested too deeply to show)';
  }
}
