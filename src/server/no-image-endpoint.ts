import type { APIRoute } from 'astro';

/**
 * In the place of Astro's image endpoint. This site has no picture that is made on demand; Astro's would
 * turn any file of the site into any size for anybody who asks (/_image?href=…&w=4000).
 */
export const GET: APIRoute = () => new Response(null, { status: 404 });

export const prerender = false;
