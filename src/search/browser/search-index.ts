import type { Match } from './search-ranking.ts';

/** The parts of Pagefind's browser interface that the search uses. */
interface Pagefind {
  init(): Promise<void>;
  search(query: string): Promise<{ results: Found[] }>;
  debouncedSearch(query: string): Promise<{ results: Found[] } | null>;
}
interface Found extends Match {
  data(): Promise<Page>;
}
export interface Page {
  url: string;
  /** `track` is the tenant type of a step, whose title is the same in all of them. */
  meta: { title?: string; words?: string; track?: string };
  excerpt: string;
  sub_results: readonly { title: string; url: string; excerpt: string }[];
}

const root = import.meta.env.BASE_URL.replace(/\/$/, '');
let index: Promise<Pagefind> | undefined;
let words: Promise<readonly string[]> | undefined;

/** The index that is written after the build; fetched once. */
export function searchIndex(): Promise<Pagefind> {
  // The address is a variable so that the bundler leaves it.
  const address = `${root}/pagefind/pagefind.js`;
  index ??= import(/* @vite-ignore */ address).then(async (pagefind: Pagefind) => {
    await pagefind.init();
    return pagefind;
  });
  return index;
}

/** The words of this site, the most frequent first; fetched once. */
export function vocabulary(): Promise<readonly string[]> {
  words ??= fetch(`${root}/search/vocabulary.txt`)
    .then((response) => (response.ok ? response.text() : ''))
    // Without the list, a mistyped word is looked for as it is.
    .catch(() => '')
    .then((text) => text.split('\n').filter((word) => word !== ''));
  return words;
}
