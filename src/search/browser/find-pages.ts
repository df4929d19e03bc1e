import type { ErrorCode } from '../../error-codes/error-code.ts';
import { queryWords } from './query-words.ts';
import { type Page, searchIndex, vocabulary } from './search-index.ts';
import { claimedFirst, codeWithoutPage, matchesOf } from './search-ranking.ts';
import { corrected } from './spelling.ts';
import { demo } from './starting-points.ts';
import { type Result, withoutRepeatedSteps } from './step-variants.ts';

export interface Answer {
  /** What was searched for: the query, with typing mistakes repaired. */
  query: string;
  results: readonly Result<Page>[];
  /** The error code in the query that no page explains. */
  unknownCode: ErrorCode | undefined;
}

/** How many results are searched for the page about exactly this code or word, and for the same step in several tracks. */
const lookedAt = 30;

/** The demo's pages are made on demand, so the index doesn't have them. */
const liveDemo: Page = {
  url: demo.url,
  meta: { title: demo.title, words: 'demo; try it; try it out; playground; demo app' },
  excerpt: demo.about,
  sub_results: [],
};

/**
 * The pages that answer a query, the best first.
 * @param path of the page that the reader is on, whose track is preferred
 */
export async function findPages(typed: string, path: string): Promise<Answer> {
  const index = await searchIndex();
  const search = async (words: string) => (await index.search(words)).results;
  // Pagefind takes words in quotes as they are; others it also takes for the start of a word.
  const isOnSite = async (word: string) => (await search(`"${word}"`)).length > 0;
  const query = await corrected(typed, queryWords(typed), isOnSite, vocabulary);
  const matches = await matchesOf(queryWords(query), search);
  const pages = await Promise.all(matches.slice(0, lookedAt).map((match) => match.data()));
  if (/\b(?:demo|playground|try)\b/i.test(query)) pages.push(liveDemo);
  const unknown = codeWithoutPage(query, pages);
  return {
    query,
    results: unknown?.isWhole ? [] : withoutRepeatedSteps(query, claimedFirst(query, pages), path),
    unknownCode: unknown?.code,
  };
}
