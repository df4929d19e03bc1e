/** What a page is to a reader, by the first part of its address and whether there's more. */
const kinds: readonly [address: RegExp, kind: string][] = [
  [/^\/tutorials\/[^/]+\/[^/]+\//, 'Tutorial step'],
  [/^\/tutorials\//, 'Tutorial'],
  [/^\/(?:guides|choose)\//, 'Guide'],
  [/^\/how-it-works\//, 'How it works'],
  [/^\/errors\/[^/#?]+/, 'Error'],
  [/^\/(?:reference|errors)\//, 'Reference'],
  [/^\/downloads\//, 'Download'],
  [/^\/demo\//, 'Live demo'],
  [/^\/what-went-wrong\//, 'Exercise'],
  [/^\/attack-lab\//, 'Lesson'],
  [/^\/(?:tokens|check)\//, 'Tool'],
  [/^\/(?:$|[#?])/, 'Home page'],
];

/** The kind of page that an address leads to, as a search result names it. */
export const pageKind = (path: string): string | undefined =>
  kinds.find(([address]) => address.test(path))?.[1];
