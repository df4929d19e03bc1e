import type { APIRoute, GetStaticPaths } from 'astro';
import { lessons } from '../../lessons/lessons.ts';
import { startingPoint } from '../../lessons/starting-point.ts';

export const prerender = true;

/** What each lesson starts with. */
export const getStaticPaths = (() =>
  lessons.map(({ slug }) => ({ params: { lesson: slug } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) =>
  new Response(startingPoint(params['lesson'] ?? '').bytes, {
    headers: { 'content-type': 'application/zip' },
  });
