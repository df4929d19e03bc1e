import type { APIRoute } from 'astro';
import { demoState } from '../../../auth/demo-state.ts';
import { traceText } from '../../../demo/trace-text.ts';
import { demoFacts, demoNameFrom } from '../../../scenarios/demos.ts';

export const prerender = false;

/** The trace of this browser as plain text: to copy, save, or paste into a question. */
export const GET: APIRoute = async (context) => {
  const demoName = demoNameFrom(context.params['demo']);
  if (!demoName) return text('Unknown demo.\n', 404);
  const state = await demoState(context, demoName);
  if ('problem' in state) return text(`${state.problem.what}\n`, state.problem.status);
  return text(traceText(demoFacts[demoName].shortName, state.messages), 200);
};

const text = (body: string, status: number): Response =>
  new Response(body, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
