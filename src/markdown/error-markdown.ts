import type { ErrorData } from '../content/error-schema.ts';
import { markdownPage } from './markdown-page.ts';

/** A record of the error catalog; its sentences are already Markdown. */
export function errorMarkdown(code: string, error: ErrorData): string {
  const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
  const parts = [
    error.meaning,
    `## Why it happens\n\n${list(error.causes)}`,
    `## What to do\n\n${list(error.fixes.map(({ step }) => step))}`,
    error.whereInSample && `## In the sample\n\n\`${error.whereInSample.file}\``,
    error.reproduce && `## See it happen\n\n${error.reproduce}`,
  ];
  return markdownPage({
    title: `${code}: ${error.title}`,
    address: `/errors/${code}/`,
    body: parts.filter(Boolean).join('\n\n'),
    sources: error.sources,
  });
}
