/** Where the Markdown of a page is: /concepts/tokens/ → /concepts/tokens.md. */
export const markdownAddress = (page: string): string => `${page.replace(/\/+$/, '')}.md`;
