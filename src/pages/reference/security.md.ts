import type { APIRoute } from 'astro';
import { markdownHeaders } from '../../components/markdown/page.ts';
import { securityMarkdown } from '../../components/markdown/security-markdown.ts';
import evidence from '../../content/security/evidence.json';
import { evidenceSchema } from '../../content/security/evidence.ts';

export const prerender = true;

export const GET: APIRoute = () =>
  new Response(securityMarkdown(evidenceSchema.parse(evidence)), { headers: markdownHeaders });
