import type { APIRoute } from 'astro';
import { explain } from '../explain.ts';
import { problems } from '../explanations/problems.ts';

export const prerender = false;

/** GET /auth/redirect: not a redirect URI of any demo. */
export const GET: APIRoute = (context) => explain(context, { problem: problems.noTenantType });
