import { getCollection } from 'astro:content';
import type { APIRoute, GetStaticPaths } from 'astro';
import { seenInDemo, seenInWords } from '../../demo/see-it-happen.ts';
import { errorMarkdown } from '../../markdown/error-markdown.ts';
import { markdownResponse } from '../../markdown/markdown-page.ts';

export const prerender = true;

export const getStaticPaths = (async () =>
  (await getCollection('errors')).map(({ id, data }) => ({
    params: { code: id },
    props: { markdown: errorMarkdown(id, data, inDemo(id)) },
  }))) satisfies GetStaticPaths;

function inDemo(code: string): string | undefined {
  const seen = seenInDemo(code);
  return seen && seenInWords(seen);
}

export const GET: APIRoute<{ markdown: string }> = ({ props }) => markdownResponse(props.markdown);
