import type { APIRoute } from 'astro';
import { problems } from '../explanations/problems.ts';
import { explain } from './explain.ts';

export const prerender = false;

/** GET /auth/redirect: nobody's redirect URI. */
export const GET: APIRoute = (context) => explain(context, { problem: problems.noTenantType });
