import { type TenantType, tenantTypeFrom, tenantTypes } from '../../scenarios/tenant-types.ts';
import type { FieldKey, TenantValues } from '../fields.ts';
import { keepValues, readValues, type Stored, type YourValues } from '../stored-values.ts';
import { element } from './element.ts';
import { fillPage, takesValues } from './filled-page.ts';
import styles from './panel.css?inline';

const store = () => localStorage;
const panel = document.querySelector<HTMLDetailsElement>('[data-your-tenant]');
/** For screen readers, once for the whole page. */
const status = element('p', { className: 'sr-only', role: 'status' });
/** In the closed panel: what it's for, or how many values are shown. */
const state = panel?.querySelector('.your-tenant-state');
const purpose = state?.textContent ?? '';
panel?.after(status);
// Astro would put a style sheet of its own into every page, whether it's needed there or not.
const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets.push(sheet);

/** What the browser refuses to store lasts as long as the page. */
let unstored: YourValues | undefined;

/** The values and why stored ones aren't used. */
export function currentValues(): Stored {
  const stored = readValues(store);
  if (unstored === undefined) return stored;
  return {
    values: unstored,
    ignored:
      stored.ignored ??
      'Your browser couldn’t store your values, so they last as long as this page.',
  };
}

/** The page's own tenant type; undefined on a page for all of them. */
export const tenantTypeOfPage = (): TenantType | undefined =>
  tenantTypeFrom(panel?.dataset['yourTenant']);

let chosen: TenantType | undefined;

/** The tenant type whose values the page shows. On a page for all, it's the first that has values until another is chosen. */
export function shownTenantType(): TenantType {
  const { values } = currentValues();
  return tenantTypeOfPage() ?? chosen ?? tenantTypes.find((type) => values[type]) ?? 'entra-id';
}

export function chooseTenantType(type: TenantType): void {
  chosen = type;
  showValues();
}

export function changeValue(type: TenantType, field: FieldKey, value: string | undefined): void {
  const { values } = currentValues();
  const { [field]: _, ...others }: TenantValues = values[type] ?? {};
  const own = value === undefined ? others : { ...others, [field]: value };
  keep({ ...values, [type]: own });
}

export function deleteValues(): void {
  keep({});
}

function keep(values: YourValues): void {
  unstored = keepValues(store, values) ? undefined : values;
  showValues();
}

/** Shows the reader's values in place of the placeholders, and says how many there are. */
export function showValues(): void {
  const { values, ignored } = currentValues();
  const count = fillPage(values[shownTenantType()] ?? {});
  const places = `${count} ${count === 1 ? 'place' : 'places'}`;
  if (state) say(state, count > 0 ? `${places} filled in` : ignored ? 'Not used' : purpose);
  say(status, count > 0 ? `${places} on this page filled in with your own values.` : '');
  watchPane();
}

/** What is there already isn't announced again. */
function say(place: Element, words: string): void {
  if (place.textContent !== words) place.textContent = words;
}

/** The sample pane fetches files and changes when someone asks for them. */
const pane = document.querySelector('.sample-pane');
const arrivals = new MutationObserver((records) => {
  const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
  if (added.some((node) => node instanceof Element && takesValues(node))) showValues();
});

function watchPane(): void {
  if (!pane) return;
  arrivals.observe(pane, { childList: true, subtree: true });
  // What this page has just written itself isn't an arrival.
  arrivals.takeRecords();
}
