import type { APIRoute } from 'astro';
import { markdownHeaders } from '../components/markdown/page.ts';
import { documentOf } from '../components/markdown/pages.ts';

export const prerender = true;

export const GET: APIRoute = async () =>
  new Response(await documentOf('choose'), { headers: markdownHeaders });
