/**
 * What prose sets in bold and a reader may look for on a screen: words that begin with a capital and
 * aren’t a sentence. Without the marks of code and entities.
 */
export function boldWords(text: string): string[] {
  const prose = text.replace(/^ *```[\s\S]*?^ *```$/gm, '');
  return [...prose.matchAll(/\*\*([^*\n]+)\*\*/g)]
    .map(([, bold = '']) =>
      bold.replaceAll('`', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').trim(),
    )
    .filter((bold) => /^[A-Z]/.test(bold) && !/[.:]$/.test(bold));
}
