import type { APIRoute } from 'astro';
import { explain } from '../explain.ts';
import { problems } from '../explanations/problems.ts';

export const prerender = false;

/** GET /auth/redirect: nobody's redirect URI. */
export const GET: APIRoute = (context) => explain(context, { problem: problems.noTenantType });
