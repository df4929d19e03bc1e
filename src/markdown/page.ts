export interface Source {
  title: string;
  url: string;
}

interface Parts {
  title: string;
  description?: string | undefined;
  /** A line on the page's place. */
  about?: string;
  /** Of the same page in HTML. */
  address: string;
  body: string;
  sources: readonly Source[];
}

/** A page's Markdown: heading, lead, body, sources. */
export function page({ title, description, about, address, body, sources }: Parts): string {
  const list = sources.map((source) => `- [${source.title}](${source.url})`);
  return [
    `# ${title}`,
    description && `> ${description}`,
    `${about ? `${about} ` : ''}The page with everything that can be clicked: <${address}>`,
    body.trim(),
    list.length > 0 && `## Sources\n\n${list.join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

/** How every Markdown page is served. */
export const markdownHeaders = { 'content-type': 'text/markdown; charset=utf-8' };
