import type { StarlightRouteData } from '@astrojs/starlight/route-data';

type Entry = StarlightRouteData['sidebar'][number];

/** More than a reader looks through; what is further away is found by search and by going on. */
const most = 40;

/**
 * Of a long list of pages those around the current one, or the first: the weight of a page must not
 * grow with the number of pages. Lists of usual length stay whole.
 */
export function nearbyEntries(entries: readonly Entry[]): readonly Entry[] {
  if (entries.length <= most) return entries;
  const current = entries.findIndex(holdsCurrent);
  const first = Math.max(0, Math.min(current - most / 2, entries.length - most));
  return entries.slice(first, first + most);
}

const holdsCurrent = (entry: Entry): boolean =>
  entry.type === 'link' ? entry.isCurrent : entry.entries.some(holdsCurrent);
