import type { APIRoute } from 'astro';
import { glossaryMarkdown } from '../../markdown/glossary-markdown.ts';
import { markdownResponse } from '../../markdown/markdown-page.ts';

export const prerender = true;

export const GET: APIRoute = () => markdownResponse(glossaryMarkdown());
