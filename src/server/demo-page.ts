import type { APIContext, MiddlewareHandler } from 'astro';
import { demoState } from '../auth/demo-state.ts';
import { demoHtml, demoPlace } from '../demo/demo-html.ts';
import { demoNameFrom } from '../scenarios/demos.ts';
import { bytesOf, pageResponse } from './page-response.ts';

/** What a page of the demo has around the visitor's part: its head, its header, and its footer. */
type Shell = readonly [before: string, after: string];

/**
 * Renders what surrounds a live demo once for each demo, and then for each request only the
 * visitor's part. Nothing about a visitor is kept here: a shell is rendered from the path alone, without
 * query or cookies, before anything is known about who asks.
 */
export function demoPage(): MiddlewareHandler {
  const shells = new Map<string, Shell>();
  return async (context, next) => {
    const { isPrerendered, routePattern, params, request } = context;
    if (isPrerendered || !import.meta.env.PROD || !isDemoPage(routePattern)) return next();
    const demoName = demoNameFrom(params['demo']);
    const state = demoName && (await demoState(context, demoName));
    if (!state || 'problem' in state) return next();

    const path = `/demo/${state.demoName}/`;
    const shell = shells.get(path) ?? (await shellOf(path, context, next));
    shells.set(path, shell);
    const [before, after] = shell;
    const page = bytesOf(before + demoHtml(state).text + after);
    const headers = new Headers({ 'content-type': 'text/html', 'cache-control': 'no-store' });
    return pageResponse(page, request, { status: 200, headers });
  };
}

export const onRequest = demoPage();

async function shellOf(
  path: string,
  { locals }: APIContext,
  next: Parameters<MiddlewareHandler>[1],
): Promise<Shell> {
  locals.demoShell = true;
  const page = await next(new Request(new URL(path, 'http://localhost')));
  const [before, after, ...more] = (await page.text()).split(demoPlace);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error('The page of the demo has no place for the visitor’s part.');
  return [before, after];
}

const isDemoPage = (routePattern: string): boolean => /^\/demo\/\[demo\]\/?$/.test(routePattern);
