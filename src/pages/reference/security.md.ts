import type { APIRoute } from 'astro';
import { markdownResponse } from '../../markdown/markdown-page.ts';
import { securityMarkdown } from '../../markdown/security-markdown.ts';
import evidence from '../../security/evidence.json';
import { evidenceSchema } from '../../security/evidence.ts';

export const prerender = true;

export const GET: APIRoute = () =>
  markdownResponse(securityMarkdown(evidenceSchema.parse(evidence)));
