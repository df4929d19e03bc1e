import { type CollectionEntry, getCollection } from 'astro:content';

export type LessonEntry = CollectionEntry<'lessons'>;

export const lessonPath = (slug: string): string => `/attack-lab/${slug}/`;

/** In their order. */
export async function lessonEntries(): Promise<LessonEntry[]> {
  return (await getCollection('lessons')).sort((a, b) => a.data.order - b.data.order);
}

/** @throws an Error of one sentence for a lesson that has no text */
export async function lessonEntry(slug: string): Promise<LessonEntry> {
  const entry = (await getCollection('lessons')).find(({ id }) => id === slug);
  if (entry === undefined) throw new Error(`src/content/lessons has no ${slug}.mdx.`);
  return entry;
}
