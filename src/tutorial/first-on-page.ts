const pages = new WeakSet<object>();

/**
 * True for the first that asks while a page is made: what many components need stands in it once.
 * @param page what belongs to one page alone: `Astro.locals`
 */
export function firstOnPage(page: object): boolean {
  if (pages.has(page)) return false;
  pages.add(page);
  return true;
}
