import { type CollectionEntry, getCollection } from 'astro:content';

export type ChangelogEntry = CollectionEntry<'changelog'>;

/** The newest entry first; those of one day by name. @throws an Error when a name has another date */
export async function changelogEntries(): Promise<ChangelogEntry[]> {
  const entries = await getCollection('changelog');
  for (const { id, data } of entries)
    if (!id.startsWith(`${data.date}-`))
      throw new Error(`The name of ${id}.yaml must start with its date, ${data.date}.`);
  return entries.sort((a, b) => (a.id < b.id ? 1 : -1));
}
