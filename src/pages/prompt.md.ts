import type { APIRoute } from 'astro';
import { markdownResponse } from '../markdown/markdown-page.ts';
import { promptRules } from '../markdown/prompt.ts';
import evidenceFile from '../security/evidence.json';
import { evidenceSchema } from '../security/evidence.ts';

export const prerender = true;

export const GET: APIRoute = ({ url, site = url }) =>
  markdownResponse(promptRules(evidenceSchema.parse(evidenceFile).versions, site));
