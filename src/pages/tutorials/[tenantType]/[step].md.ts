import type { APIRoute, GetStaticPaths } from 'astro';
import { everyStep } from '../../../markdown/entries-as-markdown.ts';
import { markdownResponse } from '../../../markdown/markdown-page.ts';

export const prerender = true;

export const getStaticPaths = (async () =>
  (await everyStep()).map(({ tenantType, step, markdown }) => ({
    params: { tenantType, step },
    props: { markdown },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ markdown: string }> = ({ props }) => markdownResponse(props.markdown);
