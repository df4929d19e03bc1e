import { isNameOf } from './is-name-of.ts';
import { queryWords } from './query-words.ts';
import type { Page } from './search-index.ts';
import { sharedWords } from './shared-words.ts';

type Section = Page['sub_results'][number];

/**
 * The section of a page whose heading is closest to the query; the first with a match if none is. The top
 * of the page if the query is its title or one of its own search words.
 */
export function bestSection(query: string, page: Page): Section {
  const { url, excerpt, sub_results } = page;
  if (isNameOf(query, page)) return { title: '', url, excerpt };
  const words = queryWords(query);
  const share = ({ title }: Section): number => sharedWords(words, queryWords(title)).share;
  const [best] = [...sub_results].sort((a, b) => share(b) - share(a));
  return best ?? { title: '', url, excerpt };
}
