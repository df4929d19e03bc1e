import type { APIRoute } from 'astro';

export const prerender = true;

/** Every page may be found by searching; SITE_ORIGIN says at which origin. */
export const GET: APIRoute = ({ url, site = url }) =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${new URL('/sitemap-index.xml', site)}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
