import type { APIRoute } from 'astro';
import { documentOf } from '../markdown/entries-as-markdown.ts';
import { markdownResponse } from '../markdown/markdown-page.ts';

export const prerender = true;

export const GET: APIRoute = async () => markdownResponse(await documentOf('choose'));
