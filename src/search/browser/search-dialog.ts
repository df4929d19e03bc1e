import { type Answer, findPages } from './find-pages.ts';
import { pageItem, resultItem, unknownCodeItem } from './result-item.ts';
import { searchIndex } from './search-index.ts';
import { otherWays, startingPoints } from './starting-points.ts';

const shownAtMost = 12;
let isWired = false;

/** Opens the dialog; the first call wires it and fetches the search index. */
export function openSearch(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#search-dialog');
  const input = dialog?.querySelector('input');
  const list = dialog?.querySelector('ol');
  const status = dialog?.querySelector('[role=status]');
  if (!dialog || !input || !list || !status || dialog.open) return;
  if (!isWired) wire(dialog, input, list, status);
  isWired = true;
  dialog.showModal();
  input.select();
}

function wire(
  dialog: HTMLDialogElement,
  input: HTMLInputElement,
  list: HTMLOListElement,
  status: Element,
): void {
  const show = (text: string, items: readonly HTMLLIElement[]): void => {
    status.textContent = text;
    list.replaceChildren(...items);
  };
  const showStart = (): void => show('Good places to start', startingPoints.map(pageItem));
  showStart();
  const ready = searchIndex();
  ready.catch(() => show('The search index is missing. Run npm start to build it.', []));
  /** What the results on the page are for, if there are any, and whether Enter is waiting for newer ones. */
  let shownFor = '';
  let entered = false;
  const followFirst = () => list.querySelector('a')?.click();
  input.addEventListener('input', async () => {
    entered = false;
    const query = input.value.trim();
    if (query) {
      // null: a later key press replaced this search.
      if (!(await (await ready).debouncedSearch(query))) return;
      const answer = await findPages(query, location.pathname);
      if (input.value.trim() !== query) return;
      show(summary(query, answer), itemsOf(answer));
      // What is offered in place of results is nobody's answer to Enter.
      shownFor = answer.results.length > 0 || answer.unknownCode ? query : '';
    } else {
      showStart();
      shownFor = '';
    }
    if (entered && shownFor) followFirst();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === input) {
      if (input.value.trim() !== shownFor) entered = true;
      else if (shownFor) followFirst();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const stops: HTMLElement[] = [input, ...list.querySelectorAll('a')];
    const at = stops.findIndex((stop) => stop.matches(':focus'));
    stops[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  });
  dialog.querySelector('[data-search-close]')?.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a');
    if (event.target === dialog || link) dialog.close();
  });
}

function itemsOf({ query, results, unknownCode }: Answer): HTMLLIElement[] {
  const items = results.slice(0, shownAtMost).map((result) => resultItem(query, result));
  if (unknownCode) return [unknownCodeItem(unknownCode), ...items];
  return items.length > 0 ? items : otherWays.map(pageItem);
}

function summary(typed: string, { query, results, unknownCode }: Answer): string {
  if (unknownCode) return `No page explains ${unknownCode.code}.`;
  if (results.length === 0)
    return `No results for “${typed}”. Try fewer or different words, or only the error code. These pages may help:`;
  const pages = results.length === 1 ? '1 page' : `${results.length} pages`;
  const count = results.length > shownAtMost ? `The best ${shownAtMost} pages` : pages;
  return query === typed.toLowerCase() ? count : `Showing results for “${query}”. ${count}.`;
}
