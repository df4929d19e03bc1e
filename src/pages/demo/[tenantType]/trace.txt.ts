import type { APIRoute } from 'astro';
import { demoState } from '../../../auth/demo-state.ts';
import { traceText } from '../../../demo/trace-text.ts';
import { tenantTypeFacts, tenantTypeFrom } from '../../../scenarios/tenant-types.ts';

export const prerender = false;

/** The trace of this browser as plain text: to copy, save, or paste into a question. */
export const GET: APIRoute = async (context) => {
  const tenantType = tenantTypeFrom(context.params['tenantType']);
  if (!tenantType) return text('Unknown tenant type.\n', 404);
  const state = await demoState(context, tenantType);
  if ('problem' in state) return text(`${state.problem.what}\n`, state.problem.status);
  return text(traceText(tenantTypeFacts[tenantType].shortName, state.messages), 200);
};

const text = (body: string, status: number): Response =>
  new Response(body, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
