import type { APIRoute } from 'astro';
import { markdownResponse } from '../markdown/markdown-page.ts';
import { promptRules } from '../markdown/prompt.ts';
import { lastRun } from '../security/last-run.ts';

export const prerender = true;

export const GET: APIRoute = ({ url, site = url }) =>
  markdownResponse(promptRules(lastRun.versions, site));
