export const problemWithLength = (
  what: string,
  text: string | undefined,
  longest: number,
): string | undefined =>
  text === undefined || text.length <= longest
    ? undefined
    : `In this lab, a ${what} has at most ${longest} characters: shorten it.`;

/** The last line of defense: whatever an item consists of, it has an end. */
export function problemsWithSize(what: string, item: object, largest: number): string | undefined {
  return Buffer.byteLength(JSON.stringify(item)) <= largest
    ? undefined
    : `In this lab, a ${what} has at most ${largest} bytes: leave something out.`;
}
