/** Letters alone: a typing mistake in a name, such as CLIENT_ID, isn't one that a list of words repairs. */
const plainWord = /(?<![\w.-])\p{L}{4,}(?![\w.-]*[\w-]|['’]\p{L})/gu;

/**
 * The words of titles, headings, and the like, each once and the most frequent first, so that a
 * mistyped word is taken for what people more likely mean.
 */
export function vocabularyOf(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const [word] of texts.join('\n').toLowerCase().matchAll(plainWord))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([a, timesA], [b, timesB]) => timesB - timesA || a.localeCompare(b, 'en'))
    .map(([word]) => word);
}
