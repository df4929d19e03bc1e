import { type ErrorCode, errorPath } from '../../error-codes/error-code.ts';
import { queryWords } from './query-words.ts';
import { claimedFirst, codeWithoutPage, type Match, matchesOf } from './search-ranking.ts';
import { type Result, withoutRepeatedSteps } from './step-variants.ts';

/** The parts of Pagefind's browser interface that the dialog uses. */
interface Pagefind {
  init(): Promise<void>;
  search(query: string): Promise<{ results: Found[] }>;
  debouncedSearch(query: string): Promise<{ results: Found[] } | null>;
}
interface Found extends Match {
  data(): Promise<Page>;
}
interface Page {
  url: string;
  /** `track` is the tenant type of a step, whose title is the same in all of them. */
  meta: { title?: string; words?: string; track?: string };
  excerpt: string;
  sub_results: { title: string; url: string; excerpt: string }[];
}

const shownAtMost = 12;
/** How many results are searched for the page about exactly this code or word, and for the same step in several tracks. */
const lookedAt = 30;
let index: Promise<Pagefind> | undefined;

function loadIndex(): Promise<Pagefind> {
  // The address is a variable so that the bundler leaves it: Pagefind writes the file after the
  // build.
  const address = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/pagefind/pagefind.js`;
  index ??= import(/* @vite-ignore */ address).then(async (pagefind: Pagefind) => {
    await pagefind.init();
    return pagefind;
  });
  return index;
}

/** Opens the dialog; the first call wires it and fetches the search index. */
export function openSearch(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#search-dialog');
  const input = dialog?.querySelector('input');
  const list = dialog?.querySelector('ol');
  const status = dialog?.querySelector('[role=status]');
  if (!dialog || !input || !list || !status || dialog.open) return;
  if (!index) wire(dialog, input, list, status);
  dialog.showModal();
  input.select();
}

function wire(
  dialog: HTMLDialogElement,
  input: HTMLInputElement,
  list: HTMLOListElement,
  status: Element,
): void {
  const ready = loadIndex();
  ready.catch(() => {
    status.textContent = 'The search index is missing. Run npm start to build it.';
  });
  /** What the results on the page are for, and whether Enter is waiting for newer ones. */
  let shownFor = '';
  let entered = false;
  const followFirst = () => list.querySelector('a')?.click();
  input.addEventListener('input', async () => {
    entered = false;
    const query = input.value.trim();
    const pagefind = await ready;
    // null: a later key press replaced this search.
    if (query && !(await pagefind.debouncedSearch(query))) return;
    const found = query
      ? await matchesOf(queryWords(query), async (words) => (await pagefind.search(words)).results)
      : [];
    const pages = await Promise.all(found.slice(0, lookedAt).map((match) => match.data()));
    if (input.value.trim() !== query) return;
    const unknown = codeWithoutPage(query, pages);
    const results = withoutRepeatedSteps(query, claimedFirst(query, pages));
    list.replaceChildren(
      ...(unknown?.isWhole ? [] : results).slice(0, shownAtMost).map(resultItem),
    );
    if (unknown) list.prepend(unknownCodeItem(unknown.code));
    status.textContent = unknown
      ? `No page explains ${unknown.code.code}.`
      : summary(query, results.length);
    shownFor = query;
    if (entered) followFirst();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === input) {
      if (input.value.trim() === shownFor) followFirst();
      else entered = true;
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

function summary(query: string, count: number): string {
  if (!query) return '';
  if (count === 0) return `No results for “${query}”.`;
  if (count > shownAtMost) return `The best ${shownAtMost} pages`;
  return count === 1 ? '1 page' : `${count} pages`;
}

function resultItem({ page, otherTracks }: Result<Page>): HTMLLIElement {
  const best = page.sub_results[0] ?? { title: '', url: page.url, excerpt: page.excerpt };
  const { title: name = page.url, track } = page.meta;
  const title = track === undefined ? name : `${name} · ${track}`;
  const section = best.title && best.title !== page.meta.title ? ` › ${best.title}` : '';
  const excerpt = document.createElement('span');
  // Pagefind escapes the text and adds only <mark>.
  excerpt.innerHTML = best.excerpt;
  const item = linkItem(best.url, title, section, excerpt);
  if (otherTracks.length > 0) item.append(trackLinks(otherTracks));
  return item;
}

/** Links to the same step in other tracks. */
function trackLinks(pages: readonly Page[]): HTMLParagraphElement {
  const line = document.createElement('p');
  line.append('Also for ');
  for (const [place, { url, meta }] of pages.entries()) {
    const link = document.createElement('a');
    link.href = url;
    link.textContent = meta.track ?? url;
    line.append(place > 0 ? ' · ' : '', link);
  }
  return line;
}

function unknownCodeItem({ code }: ErrorCode): HTMLLIElement {
  const advice = document.createElement('span');
  advice.textContent = 'Where the code comes from, how to find its cause, and the nearest pages.';
  return linkItem(errorPath(code), `What to do about ${code}`, '', advice);
}

function linkItem(href: string, name: string, section: string, more: Element): HTMLLIElement {
  const link = document.createElement('a');
  link.href = href;
  const title = document.createElement('b');
  title.textContent = name;
  link.append(title, section, more);
  const item = document.createElement('li');
  item.append(link);
  return item;
}
