import { getCollection } from 'astro:content';
import type { APIRoute, GetStaticPaths } from 'astro';
import { errorMarkdown } from '../../markdown/error-markdown.ts';
import { markdownHeaders } from '../../markdown/page.ts';

export const prerender = true;

export const getStaticPaths = (async () =>
  (await getCollection('errors')).map(({ id, data }) => ({
    params: { code: id },
    props: { markdown: errorMarkdown(id, data) },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ markdown: string }> = ({ props }) =>
  new Response(props.markdown, { headers: markdownHeaders });
