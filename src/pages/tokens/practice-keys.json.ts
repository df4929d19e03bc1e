import type { APIRoute } from 'astro';
import { practiceKeys, practiceKeysOf } from '../../auth/practice-keys.ts';
import { visitorOf } from '../../auth/visitor.ts';

export const prerender = false;

/** GET /tokens/practice-keys.json: what the token inspector checks signatures with. The request says nothing about the token. */
export const GET: APIRoute = async (context) => {
  const { demo } = context.locals;
  try {
    const visitor = await visitorOf(context);
    const own = visitor?.own;
    if (visitor && !own) return new Response(null, { status: 404 });
    const tenants = own
      ? await practiceKeysOf(demo, (text) => visitor.sets.inTenantSet(text, own))
      : await practiceKeys(demo);
    return tenants.length === 0
      ? new Response(null, { status: 404 })
      : Response.json({ tenants }, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    console.error(error);
    return new Response(null, { status: 502 });
  }
};
