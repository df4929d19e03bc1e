import type { APIContext, APIRoute } from 'astro';
import {
  isSameOrigin,
  oneLine,
  SignInError,
  safeReturnTo,
} from '../../samples/web-app/sign-in/index.ts';
import { tenantTypeFrom } from '../scenarios/tenant-types.ts';
import { cookieJar } from './cookies.ts';
import { explain } from './explain.ts';
import { type Problem, problems } from './explanations/problems.ts';
import { liveDemo } from './live-demo.ts';
import { postedFields } from './posted-fields.ts';
import { problemOf } from './problem-of.ts';
import { Visit } from './visit.ts';

type Step = (visit: Visit) => Promise<URL>;

/**
 * The endpoint around a step: it checks the origin of a POST and the tenant type, records the visit, and
 * responds with a redirect, or with a page that explains what went wrong.
 */
export function visitRoute(step: Step, options: { trace: Parameters<Visit['keep']>[0] }): APIRoute {
  return async (context) => {
    const { request } = context;
    const demo = liveDemo(context.locals);
    const { siteOrigin } = demo;
    const post = request.method === 'POST';
    if (post && !isSameOrigin(request.headers, siteOrigin)) {
      return explain(context, { problem: problems.crossSite });
    }
    const form = post ? await postedFields(request) : new Map<string, string>();
    const tenantType = tenantTypeFrom(context.params['tenantType'] ?? form?.get('tenantType'));
    if (!form || !tenantType)
      return post ? explain(context, { problem: problems.notAForm }) : unknown(context);
    const tenant = demo.tenants.get(tenantType);
    if (!tenant) return explain(context, { problem: problems.notConfigured, tenantType });

    const url = new URL(context.url.pathname + context.url.search, siteOrigin);
    const cookies = cookieJar(request, context.cookies);
    const visit = new Visit({ demo, tenant, cookies, url, form });
    try {
      const location = await visit.recorder.run(() => step(visit));
      await visit.keep(options.trace);
      return new Response(null, {
        status: 303,
        headers: {
          location: location.href,
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
        },
      });
    } catch (error) {
      const problem = problemFrom(error, visit);
      const { status, code, errorCode } = problem;
      const why = errorCode === undefined || errorCode === code ? code : `${code} (${errorCode})`;
      const kind = error instanceof SignInError ? 'failed' : 'broken';
      visit.recorder.add(kind, 'app', 'browser', { status, values: [['page', 'error', why]] });
      await visit.keep(options.trace);
      const returnTo = returnToOf(error) ?? (safeReturnTo(form.get('returnTo'), '') || undefined);
      const traced = (await tenant.traceCookie.read(cookies)) !== undefined;
      const place = { tenantType, traced, ...(returnTo && { returnTo }) };
      const page = await explain(context, { problem, ...place });
      // The address holds the identity provider's response: no one else may get it, and the page removes it.
      if (!post) page.headers.set('referrer-policy', 'no-referrer');
      return page;
    }
  };
}

/** GET of an address that only a button can use. */
export const buttonOnly: APIRoute = (context) =>
  explain(context, { problem: problems.buttonNeeded });

function unknown(context: APIContext): Promise<Response> {
  return context.rewrite(new Request(new URL('/demo/unknown/', context.url)));
}

const returnToOf = (error: unknown): string | undefined =>
  error instanceof SignInError ? error.returnTo : undefined;

function problemFrom(error: unknown, visit: Visit): Problem {
  if (error instanceof SignInError) {
    const detail = visit.recorder.clean(error.detail);
    console.warn(`Sign-in failed: ${error.code} ${error.errorCode ?? ''} ${detail}`);
    return problemOf(error);
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
  console.error(`Sign-in failed: ${oneLine(visit.recorder.clean(text))}`);
  return problems.unexpected;
}
