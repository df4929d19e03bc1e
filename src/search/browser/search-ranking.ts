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

/**
 * The page about the exact code comes first, with or without its prefix; then the pages that claim
 * exactly these words.
 */
export function claimedFirst<Found extends Page>(query: string, pages: readonly Found[]): Found[] {
  const typed = query.trim().toLowerCase();
  const place = ({ meta: { title = '', words = '' } }: Page): number => {
    const code = title.split(':', 1)[0]?.trim().toLowerCase() ?? '';
    if (code === typed || code.replace(/^aad(?:sts|b2c)(?=\d)/, '') === typed) return 0;
    return words.toLowerCase().split('; ').includes(typed) ? 1 : 2;
  };
  return [...pages].sort((a, b) => place(a) - place(b));
}
