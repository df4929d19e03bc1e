import type { APIRoute, GetStaticPaths } from 'astro';
import { downloads } from '../../downloads/catalogue.ts';

export const prerender = true;

export const getStaticPaths = (() =>
  downloads().map(({ name }) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => {
  const download = downloads().find(({ name }) => name === params['name']);
  return new Response(download?.bytes ?? null, { headers: { 'content-type': 'application/zip' } });
};
