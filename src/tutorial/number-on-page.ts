const counts = new WeakMap<object, number>();

/**
 * 1 for the first that asks while a page is made, 2 for the second, for ids that occur once.
 * @param page what belongs to one page alone: `Astro.locals`
 */
export function numberOnPage(page: object): number {
  const number = (counts.get(page) ?? 0) + 1;
  counts.set(page, number);
  return number;
}
