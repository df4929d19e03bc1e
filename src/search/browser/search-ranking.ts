import { type ErrorCode, errorCodeWithin } from '../../error-codes/error-code.ts';

/** The parts of a Pagefind match that count here. */
export interface Match {
  id: string;
  score: number;
}

/** With fewer matches than this, pages with only some of the words help too. */
const few = 3;

/**
 * Matches of a query, the best first. Pagefind requires every word on the page, but readers in
 * trouble use words that no page has. Then pages rank by how well they match the words that do
 * exist.
 */
export async function matchesOf<Found extends Match>(
  query: string,
  search: (words: string) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const whole = await search(query);
  const words = query.split(/\s+/).filter((word) => word.length > 2);
  if (whole.length >= few || words.length < 2) return [...whole];
  const known = new Set(whole.map(({ id }) => id));
  const scored = new Map<string, { match: Found; score: number }>();
  for (const word of words) {
    const matches = await search(word);
    // A word that's on every page tells us little.
    const worth = 1 / Math.sqrt(1 + matches.length);
    const best = matches[0]?.score ?? 1;
    for (const match of matches.filter(({ id }) => !known.has(id))) {
      const score = (scored.get(match.id)?.score ?? 0) + worth * (1 + match.score / best);
      scored.set(match.id, { match, score });
    }
  }
  const partly = [...scored.values()].sort((a, b) => b.score - a.score);
  return [...whole, ...partly.map(({ match }) => match)];
}

/**
 * A page of which Pagefind keeps the title and, with semicolons between, the words of
 * SearchWords.astro.
 */
interface Page {
  meta: { title?: string; words?: string };
}

/** The code that a page's title starts with, for pages of the error catalog. */
const codeOf = ({ meta: { title = '' } }: Page): string =>
  title.split(':', 1)[0]?.trim().toLowerCase() ?? '';

/** Whether a page is the one of a code that was typed, with or without its prefix. */
function isPageOf(typed: string, page: Page): boolean {
  const code = codeOf(page);
  return code === typed || code.replace(/^aad(?:sts|b2c)(?=\d)/, '') === typed;
}

/** Shorter numbers are ports, years and the like. */
const shortestNumber = 5;

/**
 * The error code in a query that no page explains. `isWhole` when nothing else was typed, so that
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

/**
 * The page about the exact code comes first, with or without its prefix; then the pages that claim
 * exactly these words.
 */
export function claimedFirst<Found extends Page>(query: string, pages: readonly Found[]): Found[] {
  const typed = query.trim().toLowerCase();
  const code = errorCodeWithin(query)?.code.toLowerCase() ?? typed;
  const place = (page: Page): number => {
    if (isPageOf(typed, page) || isPageOf(code, page)) return 0;
    return (page.meta.words ?? '').toLowerCase().split('; ').includes(typed) ? 1 : 2;
  };
  return [...pages].sort((a, b) => place(a) - place(b));
}
