import type { APIRoute } from 'astro';
import { SignInError } from '../../../samples/web-app/sign-in/index.ts';
import { demoPath } from '../demo-path.ts';
import { explain } from '../explain.ts';
import { problems } from '../explanations/problems.ts';
import { problemOf } from '../problem-of.ts';
import { asked, buttonOnly, goTo } from '../visit-route.ts';

export const prerender = false;

/** POST /auth/forget-trace: removes this browser's trace from the server, and its cookie. */
export const POST: APIRoute = async (context) => {
  const found = await asked(context);
  if (found instanceof Response) return found;
  const { demo, tenant, cookies } = found;
  const { demoName, traceCookie } = tenant;
  try {
    const key = traceCookie.read(cookies);
    if (key !== undefined) await demo.traces.forget(key);
  } catch (error) {
    const problem = error instanceof SignInError ? problemOf(error) : problems.unexpected;
    return explain(context, { problem, demoName });
  }
  traceCookie.clear(cookies);
  return goTo(new URL(`${demoPath(demoName)}#trace`, demo.siteOrigin));
};
export const GET = buttonOnly;
