const replacements: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // An address may end in a query, and a query may hold a code or a state.
  [/\?[^\s"'`,;)]+/g, '?…'],
  [/\beyJ[\w-]+(?:\.[\w-]*)*/g, '(token)'],
  [/[^\s@"'`<>()/:]+@[^\s@"'`<>()/:]+\.[a-z]{2,}/gi, '(email)'],
  // The user and the password of an address.
  [/\/\/[^\s/@]+@/g, '//'],
  [/[\w~+-]{40,}/g, '(long value)'],
];

/** Text for a log that many may read: without queries, tokens, email addresses, and other long secrets. */
export const impersonal = (text: string): string =>
  replacements.reduce((before, [pattern, after]) => before.replace(pattern, after), text);
