import type { APIContext, MiddlewareHandler } from 'astro';
import { type DemoState, demoState } from '../auth/demo-state.ts';
import { tenantTypeFrom } from '../scenarios/tenant-types.ts';

/** What a page of the demo has around the visitor's part: its head, its header, and its footer. */
type Shell = readonly [before: string, after: string];

/** Where the visitor's part goes. */
export const place = '<!--visitor-->';

/** By tenant type. The same for everyone: rendered before anything is known about who asks. */
const shells = new Map<string, Shell>();

/**
 * Renders what surrounds the live demo once, and then for each request only the visitor's part.
 * Nothing about a visitor is kept here: a shell is rendered from the path alone, without query or cookies.
 */
export const onRequest: MiddlewareHandler = async (context, next) => {
  const { isPrerendered, routePattern, params, locals } = context;
  if (isPrerendered || !import.meta.env.PROD || !isDemoPage(routePattern)) return next();
  const tenantType = tenantTypeFrom(params['tenantType']);
  const state = tenantType && (await demoState(context, tenantType));
  if (!state || 'problem' in state) return next();

  const path = `/demo/${state.tenantType}/`;
  const shell = shells.get(path) ?? (await shellOf(path, context, next));
  locals.shown = state;
  const part = await next(`${path}part`);
  const [before, after] = shell;
  return new Response(before + (await part.text()) + after, part);
};

async function shellOf(
  path: string,
  { locals }: APIContext,
  next: Parameters<MiddlewareHandler>[1],
): Promise<Shell> {
  locals.shown = 'shell';
  const page = await next(new Request(new URL(path, 'http://localhost')));
  const [before, after, ...more] = (await page.text()).split(place);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error('The page of the demo has no place for the visitor’s part.');
  shells.set(path, [before, after]);
  return [before, after];
}

const isDemoPage = (routePattern: string): boolean =>
  /^\/demo\/\[tenantType\]\/?$/.test(routePattern);

/** What a page of the demo is to show: the shell alone, or a visitor's state. */
export type Shown = 'shell' | DemoState;
