/** Who reads a part of a page: on a machine of their own, in a hosted lab, or in both. */
const marker = /^[ \t]*\{\/\* (Own machine|Hosted|Both): \*\/\}[ \t]*\n(?:[ \t]*\n)?/gm;

/**
 * A page without the parts that are for readers elsewhere. A line with a comment begins a part, and the last
 * one goes to the end of the page:
 * @example {/* Own machine: *\/} … {/* Hosted: *\/} … {/* Both: *\/}
 */
export function partsFor(reader: 'Own machine' | 'Hosted', page: string): string {
  const [first = '', ...rest] = page.split(marker);
  let shown = first;
  for (let each = 0; each < rest.length; each += 2)
    if (rest[each] === 'Both' || rest[each] === reader) shown += rest[each + 1];
  return shown;
}
