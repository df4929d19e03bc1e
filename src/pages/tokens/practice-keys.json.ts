import type { APIRoute } from 'astro';
import { type PracticeKeys, practiceKeys, practiceKeysOf } from '../../auth/practice-keys.ts';
import { visitorOf } from '../../auth/visitor.ts';

export const prerender = false;

/**
 * GET /tokens/practice-keys.json: what the token inspector checks signatures with. The request says nothing about
 * the token. In a hosted lab, a visitor without practice tenants gets an empty list.
 */
export const GET: APIRoute = async (context) => {
  const { demo } = context.locals;
  try {
    const visitor = await visitorOf(context);
    const own = visitor?.own;
    if (visitor && !own) return keys([]);
    const tenants = own
      ? await practiceKeysOf(demo, (text) => visitor.sets.inTenantSet(text, own))
      : await practiceKeys(demo);
    return tenants.length === 0 ? new Response(null, { status: 404 }) : keys(tenants);
  } catch (error) {
    console.error(error);
    return new Response(null, { status: 502 });
  }
};

const keys = (tenants: readonly PracticeKeys[]): Response =>
  Response.json({ tenants }, { headers: { 'cache-control': 'no-store' } });
