/** Names in quotation marks: “a”, “b”, and “c”. */
export const listed = (names: readonly string[]): string =>
  new Intl.ListFormat('en-US').format(names.map((name) => `“${name}”`));
