/** A pattern that the site's English avoids. */
export interface Rule {
  pattern: RegExp;
  /** What to write in its place. */
  instead: string;
  /** Refused, and the same thought written well: the tests hold both. */
  example: string;
  remedy: string;
  /** Comments in the code may use the words; readers of the site don't see them. */
  readersOnly: boolean;
}

/** A pattern in which a space matches any white space, and that ignores case. */
export const words = (pattern: string): RegExp =>
  new RegExp(pattern.replaceAll(' ', '\\s+'), 'giu');
