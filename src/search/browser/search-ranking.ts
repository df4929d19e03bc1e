import { type ErrorCode, errorCodeWithin } from '../../error-codes/error-code.ts';
import { pageKind } from './page-kind.ts';
import { queryWords } from './query-words.ts';
import { sharedWords } from './shared-words.ts';

/** The parts of a Pagefind match that count here. */
export interface Match {
  id: string;
  score: number;
}

/** What a page that has every word of the query gets beside what its words are worth. */
const wholeBonus = 0.5;
/** About how many pages the site has; a word that's on all of them has no weight. */
const allPages = 400;

/** Pagefind looks for words in quotes side by side. */
const asPhrase = (words: string): string => (words.includes(' ') ? `"${words}"` : words);

/**
 * Matches of a query, the best first. Pagefind requires every word on the page, but readers in
 * trouble use words that no page has. So each word counts by how rare it is and how well the page
 * matches it, and a page that has all of them gets a bonus.
 * @param words of the query, see query-words.ts
 */
export async function matchesOf<Found extends Match>(
  words: readonly string[],
  search: (words: string) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const whole = await search(words.map(asPhrase).join(' '));
  if (words.length < 2) return [...whole];
  const scored = new Map<string, { match: Found; score: number }>();
  const add = (match: Found, points: number): void => {
    scored.set(match.id, { match, score: (scored.get(match.id)?.score ?? 0) + points });
  };
  let worthOfAll = 0;
  for (const word of words) {
    const matches = await search(asPhrase(word));
    const worth = Math.max(0, Math.log(allPages / (1 + matches.length)));
    worthOfAll += worth;
    const best = matches[0]?.score ?? 1;
    for (const match of matches) add(match, (worth * (1 + match.score / best)) / 2);
  }
  const best = whole[0]?.score ?? 1;
  for (const match of whole) add(match, wholeBonus * worthOfAll * (match.score / best));
  return [...scored.values()].sort((a, b) => b.score - a.score).map(({ match }) => match);
}

/**
 * A page of which Pagefind keeps the title and, with semicolons between, the words of
 * SearchWords.astro.
 */
interface Page {
  url: string;
  meta: { title?: string; words?: string };
}

/** The code that a page's title starts with, for pages of the error catalog. */
const codeOf = ({ meta: { title = '' } }: Page): string =>
  title.split(':', 1)[0]?.trim().toLowerCase() ?? '';

/** Whether a page explains the code that was typed, with or without its prefix. */
function isPageOf(typed: string, page: Page): boolean {
  const code = codeOf(page);
  return code === typed || code.replace(/^aad(?:sts|b2c)(?=\d)/, '') === typed;
}

/** Shorter numbers are ports, years and the like. */
const shortestNumber = 5;

/**
 * The query's error code, if no page explains it. `isWhole` if nothing else was typed, so that
 * other pages would only distract.
 */
export function codeWithoutPage(
  query: string,
  pages: readonly Page[],
): { code: ErrorCode; isWhole: boolean } | undefined {
  const code = errorCodeWithin(query);
  if (!code?.number || code.number.length < shortestNumber) return undefined;
  if (pages.some((page) => isPageOf(code.code.toLowerCase(), page))) return undefined;
  return { code, isWhole: !/\s/.test(query.trim()) };
}

/** In a longer query, readers quote a message or describe a failure. */
const shortQuery = 3;

/**
 * The page about the exact code comes first, with or without its prefix; then the pages with exactly
 * these words as title or claim, the pages whose title or claims share most words with the query, and
 * all others in their given order. A short query without a code is a question about an idea or a
 * task: other error pages come last.
 */
export function claimedFirst<Found extends Page>(query: string, pages: readonly Found[]): Found[] {
  const typed = query.trim().toLowerCase();
  const code = errorCodeWithin(query);
  const words = queryWords(query);
  const errorsLast = !code && typed.split(/\s+/).length <= shortQuery;
  const place = (page: Page): number => {
    if (isPageOf(typed, page) || isPageOf(code?.code.toLowerCase() ?? typed, page)) return 0;
    const titled = sharedWords(words, queryWords(page.meta.title ?? ''));
    if (titled.share === 1) return 1;
    const claims = (page.meta.words ?? '').toLowerCase().split('; ');
    if (claims.includes(typed)) return 2;
    if (errorsLast && pageKind(page.url) === 'Error') return 5;
    const inTitle = titled.shared === words.length ? titled.share : 0;
    return 4 - Math.max(inTitle, ...claims.map((claim) => shareOfClaim(words, queryWords(claim))));
  };
  const places = new Map(pages.map((page) => [page, place(page)]));
  return [...pages].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

/** 0 unless most of the words are in both. */
function shareOfClaim(words: readonly string[], claim: readonly string[]): number {
  const { shared, share } = sharedWords(words, claim);
  return shared >= 2 && share >= 0.6 ? share : 0;
}
