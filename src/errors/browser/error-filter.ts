/* Narrows the list of codes while the reader types; `?code=` in the address fills it in. */
import { matches } from './error-search.ts';

const field = document.querySelector<HTMLInputElement>('#error-code');
const count = document.querySelector('#error-count');
const items = [...document.querySelectorAll<HTMLLIElement>('#error-list li')];

function narrow(query: string): HTMLLIElement[] {
  const found = items.filter((item) =>
    matches(query, item.dataset['code'] ?? '', item.textContent ?? ''),
  );
  for (const item of items) item.hidden = !found.includes(item);
  for (const section of document.querySelectorAll<HTMLElement>('#error-list section')) {
    section.hidden = !section.querySelector('li:not([hidden])');
  }
  if (count) count.textContent = found.length === 1 ? '1 code' : `${found.length} codes`;
  return found;
}

field?.addEventListener('input', () => narrow(field.value));
field?.addEventListener('keydown', ({ key }) => {
  if (key !== 'Enter') return;
  const found = narrow(field.value);
  const exact = found.find(({ dataset: { code, number } }) =>
    [code, number].includes(field.value.trim().toUpperCase()),
  );
  const [only, ...others] = found;
  (exact ?? (others.length === 0 ? only : undefined))?.querySelector('a')?.click();
});

const asked = new URLSearchParams(location.search).get('code');
if (asked && field) {
  field.value = asked;
  narrow(asked);
}
