import type { APIRoute } from 'astro';

/**
 * Replaces Astro's image endpoint. This site renders no images on demand; Astro's endpoint would
 * resize any file of the site for anyone who asks (/_image?href=…&w=4000).
 */
export const GET: APIRoute = () => new Response(null, { status: 404 });

export const prerender = false;
