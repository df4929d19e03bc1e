import type { APIRoute } from 'astro';
import { markdownResponse } from '../../markdown/markdown-page.ts';
import { securityMarkdown } from '../../markdown/security-markdown.ts';
import { lastRun } from '../../security/last-run.ts';

export const prerender = true;

export const GET: APIRoute = () => markdownResponse(securityMarkdown(lastRun));
