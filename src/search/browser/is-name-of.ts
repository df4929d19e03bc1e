import { queryWords } from './query-words.ts';
import { sharedWords } from './shared-words.ts';

/** What Pagefind keeps of a page: its title and, with semicolons between, its search words. */
interface Named {
  meta: { title?: string; words?: string };
}

/** Whether the query is the page's title or one of its own search words, so that it's about the whole page. */
export function isNameOf(query: string, { meta: { title = '', words = '' } }: Named): boolean {
  const typed = queryWords(query);
  return [title, ...words.split('; ')].some(
    (name) => sharedWords(typed, queryWords(name)).share === 1,
  );
}
