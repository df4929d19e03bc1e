import type { APIContext, APIRoute } from 'astro';
import {
  type CookieJar,
  isSameOrigin,
  oneLine,
  SignInError,
  safeReturnTo,
} from '../../samples/web-app/sign-in/index.ts';
import { demoNameFrom } from '../scenarios/demos.ts';
import { cookieJar } from './cookies.ts';
import { demoPath } from './demo-path.ts';
import { failureReason } from './demo-reports.ts';
import { explain } from './explain.ts';
import { type Problem, problems } from './explanations/problems.ts';
import { type DemoTenant, type LiveDemo, liveDemo } from './live-demo.ts';
import { postedFields } from './posted-fields.ts';
import { problemOf } from './problem-of.ts';
import { refusedTenants } from './refused-tenants.ts';
import { type Belongs, Visit } from './visit.ts';
import { ownOrNew, visitorOf } from './visitor.ts';

type Step = (visit: Visit) => Promise<URL>;

/** What a request to the demo asks for, and of which demo. */
interface Asked {
  demo: LiveDemo;
  tenant: DemoTenant;
  cookies: CookieJar;
  form: ReadonlyMap<string, string>;
}

/**
 * Checks the origin of a POST, the form, and which demo it names.
 * @param starts whether it may be the first thing a visitor does: a hosted lab then makes their practice tenants
 * @returns a page that explains what is wrong
 */
export async function asked(
  context: APIContext,
  { starts = false } = {},
): Promise<Asked | Response> {
  const { request, locals } = context;
  const demo = liveDemo(locals);
  const post = request.method === 'POST';
  if (post && !isSameOrigin(request.headers, demo.siteOrigin)) {
    demo.reports.refused('cross_site');
    return explain(context, { problem: problems.crossSite });
  }
  const form = post ? await postedFields(request) : new Map<string, string>();
  const demoName = demoNameFrom(context.params['demo'] ?? form?.get('demo'));
  if (!form || !demoName)
    return post ? explain(context, { problem: problems.notAForm }) : unknown(context);
  const shared = demo.tenants.get(demoName);
  if (!shared) return explain(context, { problem: problems.notConfigured, demoName });
  try {
    const visitor = shared.whose === 'practice' ? await visitorOf(context) : undefined;
    if (!visitor)
      return { demo, tenant: shared, cookies: cookieJar(request, context.cookies), form };
    const { jar, cookies, own } = visitor;
    // Also a sign-in in whose middle they ended.
    if (!own && !starts) return goTo(new URL('/practice-tenants/?ended', demo.siteOrigin));
    const set = post ? await ownOrNew(visitor, locals.address) : own;
    if (starts) cookies.keepLastPage(jar, safeReturnTo(form.get('returnTo'), demoPath(demoName)));
    return { demo, tenant: demo.tenantIn(demoName, set) ?? shared, cookies: jar, form };
  } catch (error) {
    return explain(context, { problem: refusedTenants(error, locals.demo), demoName });
  }
}

/** The redirect that ends a visit. */
export const goTo = (location: URL): Response =>
  new Response(null, {
    status: 303,
    headers: {
      location: location.href,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });

/** The endpoint around a step: it records the visit, and responds with a redirect, or with a page that explains what went wrong. */
export function visitRoute(step: Step, belongs: Belongs): APIRoute {
  return async (context) => {
    const found = await asked(context, { starts: belongs === 'new' });
    if (found instanceof Response) return found;
    const { demo, tenant, form } = found;
    const url = new URL(context.url.pathname + context.url.search, demo.siteOrigin);
    const visit = new Visit({ ...found, url, belongs });
    await visit.open();
    try {
      const location = await visit.recorder.run(() => step(visit));
      await visit.keep('well');
      return goTo(location);
    } catch (error) {
      const problem = problemFrom(error, visit);
      const { status, code, errorCode } = problem;
      const why = errorCode === undefined || errorCode === code ? code : `${code} (${errorCode})`;
      const kind = error instanceof SignInError ? 'failed' : 'broken';
      visit.recorder.add(kind, 'app', 'browser', { status, values: [['page', 'error', why]] });
      const trace = await visit.keep('wrong');
      // A link from anywhere can hold any text: the page shows none of it unless it belongs to a trace.
      const messages = trace && visit.impersonalMessages();
      const returnTo = returnToOf(error) ?? (safeReturnTo(form.get('returnTo'), '') || undefined);
      const { demoName, whose } = tenant;
      const { fault } = visit;
      const place = { demoName, whose, ...(returnTo && { returnTo }), ...(fault && { fault }) };
      const page = await explain(context, {
        problem,
        ...(messages && { messages, trace }),
        ...place,
      });
      // The address holds the identity provider's response: no one else may get it, and the page removes it.
      if (context.request.method !== 'POST') page.headers.set('referrer-policy', 'no-referrer');
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
  const { reports } = visit.demo;
  if (visit.isSignIn) reports.signIn('failed', failureReason(error));
  if (error instanceof SignInError) {
    const detail = visit.recorder.clean(error.detail);
    const code = `${error.code} ${error.errorCode ?? ''}`;
    reports.warn('sign_in_failed', `Sign-in failed: ${code} ${detail}`);
    return problemOf(error);
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
  reports.error('sign_in_failed', `Sign-in failed: ${oneLine(visit.recorder.clean(text))}`);
  return problems.unexpected;
}
