/* Narrows the list of codes while the reader types; `?code=` in the address fills it in. */
import { errorCodeWithin, errorPath } from '../../error-codes/error-code.ts';
import { matches } from './error-search.ts';

const field = document.querySelector<HTMLInputElement>('#error-code');
const count = document.querySelector('#error-count');
const families = document.querySelector<HTMLElement>('.error-families');
const items = [...document.querySelectorAll<HTMLLIElement>('#error-list li')];

function narrow(query: string): HTMLLIElement[] {
  const found = items.filter((item) =>
    matches(query, item.dataset['code'] ?? '', item.textContent ?? ''),
  );
  for (const item of items) item.hidden = !found.includes(item);
  for (const section of document.querySelectorAll<HTMLElement>('#error-list section')) {
    section.hidden = !section.querySelector('li:not([hidden])');
  }
  // It leads to families that the filter may have hidden.
  if (families) families.hidden = query.trim() !== '';
  count?.replaceChildren(...(found.length > 0 ? [counted(found.length)] : nothingFound(query)));
  return found;
}

const counted = (number: number): string => (number === 1 ? '1 code' : `${number} codes`);

/**
 * Where the form of a code tells what can be done without a page of its own, a link leads there;
 * other words may be on other pages.
 */
function nothingFound(query: string): (string | Node)[] {
  const code = errorCodeWithin(query)?.code;
  if (code === undefined) return ['No code matches. ', searchButton()];
  const link = document.createElement('a');
  link.href = errorPath(code);
  link.textContent = `What to do about ${code}`;
  return ['No page explains this code. ', link];
}

function searchButton(): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'lab-button quiet small';
  button.textContent = 'Search the site';
  button.addEventListener('click', () =>
    document.querySelector<HTMLElement>('[data-search-open]')?.click(),
  );
  return button;
}

field?.addEventListener('input', () => narrow(field.value));
field?.addEventListener('keydown', ({ key }) => {
  if (key !== 'Enter') return;
  const found = narrow(field.value);
  const exact = found.find(({ dataset: { code, number } }) =>
    [code, number].includes(field.value.trim().toUpperCase()),
  );
  const [only, ...others] = found;
  const target = exact ?? (others.length === 0 ? only : undefined);
  (target ?? (only ? undefined : count))?.querySelector<HTMLElement>('a, button')?.click();
});

const asked = new URLSearchParams(location.search).get('code');
if (asked && field) {
  field.value = asked;
  narrow(asked);
}
