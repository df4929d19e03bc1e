import type { APIRoute } from 'astro';
import { demoState } from '../../../auth/demo-state.ts';
import { tenantTypeFrom } from '../../../auth/tenant-type.ts';
import { traceText } from '../../../demo/trace-text.ts';
import { tenantTypes } from '../../../shell/site-map.ts';

export const prerender = false;

/** The trace of this browser as plain text: to copy, to keep, to put into a question. */
export const GET: APIRoute = async (context) => {
  const tenant = tenantTypes.find(
    ({ key }) => key === tenantTypeFrom(context.params['tenantType']),
  );
  if (!tenant) return text('There is no such tenant type.\n', 404);
  const state = await demoState(context, tenant.key);
  if ('problem' in state) return text(`${state.problem.what}\n`, state.problem.status);
  return text(traceText(tenant.name, state.messages), 200);
};

const text = (body: string, status: number): Response =>
  new Response(body, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
