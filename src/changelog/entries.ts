import { type CollectionEntry, getCollection } from 'astro:content';

export type ChangelogEntry = CollectionEntry<'changelog'>;

/** The newest entry first; those of one day by name. */
export async function changelogEntries(): Promise<ChangelogEntry[]> {
  const entries = await getCollection('changelog');
  return entries.sort((a, b) => (a.id < b.id ? 1 : -1));
}
