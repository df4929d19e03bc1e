import type { APIRoute } from 'astro';
import { practiceKeys } from '../../auth/practice-keys.ts';

export const prerender = false;

/** GET /tokens/practice-keys.json: what the token inspector checks signatures with. The request says nothing about the token. */
export const GET: APIRoute = async ({ locals: { demo } }) => {
  try {
    const tenants = await practiceKeys(demo);
    return tenants.length === 0
      ? new Response(null, { status: 404 })
      : Response.json({ tenants }, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    console.error(error);
    return new Response(null, { status: 502 });
  }
};
