import type { APIContext } from 'astro';
import { z } from 'zod';
import { isLoopback } from '../../samples/web-app/server/loopback.ts';
import { isSameOrigin } from '../../samples/web-app/sign-in/index.ts';
import { checksNamed } from '../check-app/checks/checks.ts';
import {
  type CheckRequest,
  checkRun,
  currentRun,
  type PracticeTenantAddress,
  startRun,
} from './check-runs.ts';

type Visit = Pick<APIContext, 'request'> & { locals: Pick<App.Locals, 'demo'> };

/** What's typed into the form; empty fields count as left out. */
export interface Typed {
  app: string;
  signIn: string;
  nameAt: string;
  only: readonly string[];
  lesson: string;
}
const field = z.string().trim().max(5_000).default('');
const formSchema = z.object({
  app: field,
  signIn: field,
  nameAt: field,
  only: field.transform((list) => [...new Set(list.split(/[\s,]+/).filter((id) => id !== ''))]),
  lesson: field.pipe(z.string().regex(/^[a-z0-9-]*$/)),
});
const empty: Typed = { app: '', signIn: '', nameAt: '', only: [], lesson: '' };
export const usualApp = 'http://localhost:3000';

/** The practice tenant that an app can be checked with: this site has one, and runs on the person's own machine. */
export function practiceTenantFor({ locals: { demo } }: Visit): PracticeTenantAddress | undefined {
  // It sends requests to what listens on this machine: not for anyone on the internet.
  return isLoopback(demo.siteOrigin) && !demo.practiceTenant?.tenantSets
    ? demo.practiceTenant
    : undefined;
}

/**
 * What a request to the form's page leads to: the form, with what was typed and what's wrong with it, or the
 * response that ends the request. A POST starts a run, then redirects to its page.
 */
export async function checkVisit(
  visit: Visit,
): Promise<Response | { typed: Typed; mistake?: string }> {
  const { request, locals } = visit;
  const practiceTenant = practiceTenantFor(visit);
  const { searchParams } = new URL(request.url);
  const asked =
    request.method === 'POST' ? await request.formData().catch(() => undefined) : searchParams;
  if (asked === undefined) return new Response(null, { status: 400 });
  const entries = [...asked].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const { data: typed } = formSchema.safeParse(Object.fromEntries(entries));
  if (request.method !== 'POST') return { typed: typed ?? empty };
  // The page says where it can be checked.
  if (practiceTenant === undefined) return { typed: typed ?? empty };
  if (!isSameOrigin(request.headers, locals.demo.siteOrigin))
    return new Response(null, { status: 403 });
  if (typed === undefined) return new Response(null, { status: 400 });
  const wanted = requestFrom(typed);
  if ('mistake' in wanted) return { typed, ...wanted };
  const current = currentRun();
  if (current !== undefined) {
    const mistake = `Another check is running, of ${current.request.app}. Wait until it has ended.`;
    return { typed, mistake };
  }
  const { id } = startRun(wanted, practiceTenant);
  return seeOther(locals.demo.siteOrigin, `/check/${id}/`);
}

/** A POST to a run's page stops it. */
export function stopVisit(
  { request, locals }: Visit,
  id: string | undefined,
): Response | undefined {
  if (request.method !== 'POST') return undefined;
  if (!isSameOrigin(request.headers, locals.demo.siteOrigin))
    return new Response(null, { status: 403 });
  checkRun(id)?.stop();
  return seeOther(locals.demo.siteOrigin, `/check/${id}/`);
}

function requestFrom({
  app,
  signIn,
  nameAt,
  only,
  lesson,
}: Typed): CheckRequest | { mistake: string } {
  const address = app === '' ? usualApp : app;
  const home = URL.parse(address);
  if (home === null || !/^https?:$/.test(home.protocol))
    return {
      mistake: `“${address}” isn’t an address. Enter the app’s with its scheme, such as ${usualApp}.`,
    };
  if (!isLoopback(home.origin))
    return {
      mistake: `${home.origin} isn’t on this machine. Only apps at loopback addresses are checked, such as ${usualApp}.`,
    };
  const paths = [signIn, nameAt].filter((path) => path !== '' && !path.startsWith('/'));
  if (paths.length > 0)
    return {
      mistake: `Enter a path that starts with a slash, such as /profile, not “${paths[0]}”.`,
    };
  const checks = checksNamed(only);
  if ('unknown' in checks)
    return { mistake: `There’s no check with the ID ${checks.unknown.join(' or ')}.` };
  return {
    app: home.href,
    checks,
    ...(signIn !== '' && { signInPath: signIn }),
    ...(nameAt !== '' && { namePath: nameAt }),
    ...(lesson !== '' && { lesson }),
  };
}

const seeOther = (origin: string, path: string): Response =>
  new Response(null, {
    status: 303,
    headers: { location: `${origin}${path}`, 'cache-control': 'no-store' },
  });
