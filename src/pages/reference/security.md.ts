import type { APIRoute } from 'astro';
import { markdownHeaders } from '../../markdown/page.ts';
import { securityMarkdown } from '../../markdown/security-markdown.ts';
import evidence from '../../security/evidence.json';
import { evidenceSchema } from '../../security/evidence.ts';

export const prerender = true;

export const GET: APIRoute = () =>
  new Response(securityMarkdown(evidenceSchema.parse(evidence)), { headers: markdownHeaders });
