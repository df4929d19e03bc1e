/** How many words are in both texts, whatever their endings, and how much of the two together that is. */
export function sharedWords(
  words: readonly string[],
  text: readonly string[],
): { shared: number; share: number } {
  const stems = new Set(words.map(stem));
  const others = new Set(text.map(stem));
  const shared = [...stems].filter((word) => others.has(word)).length;
  return { shared, share: shared / (stems.size + others.size - shared) };
}

const stem = (word: string): string => word.replace(/(?<=...)(?:ions?|ing|ed|e?s|e)$/, '');
