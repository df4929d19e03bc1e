import type { SourceData } from '../content/source-schema.ts';

interface Parts {
  title: string;
  description?: string | undefined;
  /** A line about the page's place. */
  about?: string;
  /** Of the same page in HTML. */
  address: string;
  body: string;
  sources: readonly SourceData[];
}

/** A page's Markdown: heading, lead, body, sources. */
export function markdownPage({ title, description, about, address, body, sources }: Parts): string {
  const list = sources.map((source) => `- [${source.title}](${source.url})`);
  return [
    `# ${title}`,
    description && `> ${description}`,
    `${about ? `${about} ` : ''}The interactive version of this page: <${address}>`,
    body.trim(),
    list.length > 0 && `## Sources\n\n${list.join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

/** As every Markdown page is served. */
export const markdownResponse = (markdown: string): Response =>
  new Response(markdown, { headers: { 'content-type': 'text/markdown; charset=utf-8' } });
