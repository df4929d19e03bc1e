const plain = (text: string): string => text.toLowerCase().replace(/[\s_:-]+/g, '');

/** Readers type straight apostrophes, and titles have curly ones. */
const straight = (text: string): string => text.toLowerCase().replaceAll('’', "'");

/**
 * Whether an error matches what a reader entered: its number with or without prefix, the whole
 * message pasted from a sign-in page, or words of its title.
 */
export function matches(query: string, code: string, text: string): boolean {
  const pasted = /(?:AADSTS|AADB2C)\d+/i.exec(query)?.[0];
  if (pasted !== undefined) return code.toLowerCase().startsWith(pasted.toLowerCase());
  const wanted = plain(query);
  if (/^\d+$/.test(wanted)) return code.replace(/^AAD(?:STS|B2C)/, '').startsWith(wanted);
  const words = straight(query).split(/\s+/);
  return plain(code).includes(wanted) || words.every((word) => straight(text).includes(word));
}
