/** Where the Markdown of a page is: /how-it-works/tokens/ → /how-it-works/tokens.md. */
export const markdownAddress = (page: string): string => `${page.replace(/\/+$/, '')}.md`;
