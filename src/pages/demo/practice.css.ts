import type { APIRoute } from 'astro';
import { practiceDemos } from '../../auth/live-demo.ts';
import { practiceStyle } from '../../demo/practice-style.ts';

export const prerender = false;

export const GET: APIRoute = ({ locals }) =>
  new Response(practiceStyle(practiceDemos(locals)), {
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-store' },
  });
