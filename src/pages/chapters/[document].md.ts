import type { APIRoute } from 'astro';
import { markdownHeaders } from '../../markdown/page.ts';
import { documentsOf } from '../../markdown/pages.ts';

export const prerender = true;

export const getStaticPaths = () => documentsOf('chapters');

export const GET: APIRoute<{ markdown: string }> = ({ props }) =>
  new Response(props.markdown, { headers: markdownHeaders });
