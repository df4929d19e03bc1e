import type { ErrorData } from '../content/error-schema.ts';
import { markdownPage } from './markdown-page.ts';

/**
 * A record of the error catalog; its sentences are already Markdown.
 * @param inDemo how the live demo brings the code about
 */
export function errorMarkdown(code: string, error: ErrorData, inDemo: string | undefined): string {
  const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
  const seen = [inDemo, error.reproduce].filter((way) => way !== undefined);
  const parts = [
    error.meaning,
    `## Why it happens\n\n${list(error.causes)}`,
    `## What to do\n\n${list(error.fixes.map(({ step }) => step))}`,
    error.whereInSample && `## In the sample\n\n\`${error.whereInSample.file}\``,
    (inDemo ?? error.reproduce) && `## See it happen\n\n${seen.join('\n\n')}`,
  ];
  return markdownPage({
    title: `${code}: ${error.title}`,
    address: `/errors/${code}/`,
    body: parts.filter(Boolean).join('\n\n'),
    sources: error.sources,
  });
}
