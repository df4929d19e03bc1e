import { type CollectionEntry, getCollection, getEntry } from 'astro:content';
import { type TenantType, tenantTypeFacts, tenantTypes } from '../scenarios/tenant-types.ts';
import { trackSteps } from '../tutorial/steps.ts';
import { documentMarkdown } from './document-markdown.ts';
import { stepMarkdown } from './step-markdown.ts';

/** Every step of every track as Markdown. */
export async function everyStep(): Promise<
  { tenantType: TenantType; step: string; markdown: string }[]
> {
  const steps = await trackSteps();
  const tracks = await Promise.all(tenantTypes.map(trackOf));
  return tracks.flatMap((track) =>
    steps.map(({ id, body = '', data }) => ({
      tenantType: track.tenantType,
      step: id,
      markdown: stepMarkdown({ id, body, ...data }, track),
    })),
  );
}

async function trackOf(tenantType: TenantType) {
  const { practice = {} } = (await getEntry('tenant-types', tenantType))?.data ?? {};
  return { tenantType, shortName: tenantTypeFacts[tenantType].shortName, practice };
}

/** Static paths of the Markdown pages of a folder of src/content/docs. */
export async function documentsOf(folder: string) {
  const own = await getCollection('docs', ({ id }) => id.startsWith(`${folder}/`));
  return own.map((entry) => ({
    params: { document: entry.id.slice(folder.length + 1) },
    props: { markdown: ofEntry(entry) },
  }));
}

/** @throws an Error of one sentence when there is no such page */
export async function documentOf(id: string): Promise<string> {
  const entry = await getEntry('docs', id);
  if (!entry) throw new Error(`src/content/docs has no page ${id}.`);
  return ofEntry(entry);
}

const ofEntry = ({ id, body = '', data }: CollectionEntry<'docs'>): string =>
  documentMarkdown({
    id,
    body,
    title: data.title,
    description: data.description,
    sources: data.sources,
  });
