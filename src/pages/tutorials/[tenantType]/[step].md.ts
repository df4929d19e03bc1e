import type { APIRoute, GetStaticPaths } from 'astro';
import { markdownHeaders } from '../../../markdown/page.ts';
import { everyStep } from '../../../markdown/pages.ts';

export const prerender = true;

export const getStaticPaths = (async () =>
  (await everyStep()).map(({ tenantType, step, markdown }) => ({
    params: { tenantType, step },
    props: { markdown },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ markdown: string }> = ({ props }) =>
  new Response(props.markdown, { headers: markdownHeaders });
