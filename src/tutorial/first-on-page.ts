const pages = new WeakSet<object>();

/**
 * True for the first caller while a page is rendered, so that what many components need is included
 * once.
 * @param page what belongs to one page alone: `Astro.locals`
 */
export function firstOnPage(page: object): boolean {
  if (pages.has(page)) return false;
  pages.add(page);
  return true;
}
