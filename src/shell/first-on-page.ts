const included = new WeakMap<object, Set<string>>();

/**
 * True for the first caller while a page is rendered, so that what many components need is included
 * once.
 * @param page what belongs to one page alone: `Astro.locals`
 * @param part what is included, for example "tabs"
 */
export function firstOnPage(page: object, part: string): boolean {
  const parts = included.get(page) ?? new Set();
  included.set(page, parts);
  if (parts.has(part)) return false;
  parts.add(part);
  return true;
}
