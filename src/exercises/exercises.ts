import { type CollectionEntry, getCollection } from 'astro:content';

export type Exercise = CollectionEntry<'exercises'>;

/** The name under which a browser keeps what the reader has solved, beside the tracks of the tutorials. */
export const progressTrack = 'what-went-wrong';

export const exercisePath = (id: string): string => `/what-went-wrong/${id}/`;

const groups = [
  { key: 'configuration', name: 'Configuration' },
  { key: 'code', name: 'Code' },
  { key: 'operations', name: 'Operations' },
] as const;

/** Every exercise, in the order in which the site lists them. */
export async function exerciseGroups(): Promise<
  { key: string; name: string; exercises: Exercise[] }[]
> {
  const all = await getCollection('exercises');
  return groups.map(({ key, name }) => ({
    key,
    name,
    exercises: all
      .filter(({ data }) => data.group === key)
      .sort((a, b) => a.data.order - b.data.order),
  }));
}
