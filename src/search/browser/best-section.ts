import { queryWords } from './query-words.ts';
import type { Page } from './search-index.ts';
import { sharedWords } from './shared-words.ts';

type Section = Page['sub_results'][number];

/** The section of a page whose heading is closest to the query; the first with a match if none is. */
export function bestSection(query: string, { url, excerpt, sub_results }: Page): Section {
  const words = queryWords(query);
  const share = ({ title }: Section): number => sharedWords(words, queryWords(title)).share;
  const [best] = [...sub_results].sort((a, b) => share(b) - share(a));
  return best ?? { title: '', url, excerpt };
}
