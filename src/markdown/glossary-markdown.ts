import { description, type GlossaryTerm, glossary, lead, title } from '../content/glossary.ts';
import { markdownPage } from './markdown-page.ts';

/** The glossary as Markdown. */
export function glossaryMarkdown(): string {
  const groups = glossary.map(
    ({ group, terms }) => `## ${group}\n\n${terms.map(entry).join('\n\n')}`,
  );
  const body = [lead, ...groups].join('\n\n');
  return markdownPage({ title, description, address: '/reference/glossary/', body, sources: [] });
}

function entry({ term, meaning, source, refused }: GlossaryTerm): string {
  const from = source ? ` ([${source.title}](${source.url}))` : '';
  const not = refused.length > 0 ? `\n\nNot: ${refused.map(({ words }) => words).join(', ')}` : '';
  return `### ${term}\n\n${meaning}${from}${not}`;
}
