import { distance } from 'fastest-levenshtein';

/** In shorter words, one typing mistake leads to too many others. */
const shortest = 4;
/** Two in a short word make another word of it. */
const mistakesIn = (word: string): number => (word.length < 8 ? 1 : 2);

/**
 * A query with each word that no page has replaced by the nearest word of this site, where there is
 * one. Words with digits or signs are names, which nobody wants corrected.
 * @param words of the query, see query-words.ts
 * @param isOnSite whether a page has the word
 * @param vocabulary the words of this site, the most frequent first; asked for only when needed
 */
export async function corrected(
  query: string,
  words: readonly string[],
  isOnSite: (word: string) => Promise<boolean>,
  vocabulary: () => Promise<readonly string[]>,
): Promise<string> {
  let text = query.toLowerCase();
  for (const word of words) {
    if (word.length < shortest || !/^\p{L}+$/u.test(word) || (await isOnSite(word))) continue;
    const nearest = nearestWord(word, await vocabulary());
    if (nearest) text = text.replaceAll(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'gu'), nearest);
  }
  return text;
}

/**
 * The word with the fewest typing mistakes. Undefined also if the word is the start of another: its
 * reader may still be typing.
 */
function nearestWord(word: string, vocabulary: readonly string[]): string | undefined {
  if (vocabulary.some((known) => known.startsWith(word))) return undefined;
  const near = vocabulary
    .map((known) => ({ known, mistakes: mistakesBetween(word, known) }))
    .filter(({ mistakes }) => mistakes <= mistakesIn(word));
  return near.sort((a, b) => a.mistakes - b.mistakes)[0]?.known;
}

/** The same letters in another order are one mistake. */
const mistakesBetween = (word: string, known: string): number =>
  letters(word) === letters(known) ? 1 : distance(word, known);

const letters = (word: string): string => [...word].sort().join('');
