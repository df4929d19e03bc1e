import type { APIRoute } from 'astro';
import { downloads } from '../../downloads/catalogue.ts';

export const prerender = true;

/** As `sha256sum --check` reads it. */
export const GET: APIRoute = () =>
  new Response(
    downloads()
      .map(({ sha256, fileName }) => `${sha256}  ${fileName}\n`)
      .join(''),
    { headers: { 'content-type': 'text/plain; charset=utf-8' } },
  );
