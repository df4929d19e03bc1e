const longest = 1_000; // characters

// #region one-line
/**
 * Text from outside, fit for one line of a log: line breaks, escape sequences, and invisible characters
 * in it would forge lines of their own, and a very long text would drown the others.
 */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line;
}
// #endregion one-line
