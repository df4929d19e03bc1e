import type { StarlightRouteData } from '@astrojs/starlight/route-data';

type Entry = StarlightRouteData['sidebar'][number];

/** More than anyone reads through; readers find the other entries by searching or moving on. */
const most = 40;

/**
 * From a long list of pages, the ones around the current page, or the first ones: a page's weight
 * must not grow with the number of pages. Lists of ordinary length stay complete.
 */
export function nearbyEntries(entries: readonly Entry[]): readonly Entry[] {
  if (entries.length <= most) return entries;
  const current = entries.findIndex(holdsCurrent);
  const first = Math.max(0, Math.min(current - most / 2, entries.length - most));
  return entries.slice(first, first + most);
}

const holdsCurrent = (entry: Entry): boolean =>
  entry.type === 'link' ? entry.isCurrent : entry.entries.some(holdsCurrent);
