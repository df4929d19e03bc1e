import type { APIRoute } from 'astro';
import { markdownHeaders } from '../markdown/page.ts';
import { documentOf } from '../markdown/pages.ts';

export const prerender = true;

export const GET: APIRoute = async () =>
  new Response(await documentOf('choose'), { headers: markdownHeaders });
