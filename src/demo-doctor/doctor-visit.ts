import type { APIContext } from 'astro';
import { isLoopback } from '../../samples/web-app/server/loopback.ts';
import { isSameOrigin, networkSettingsFrom } from '../../samples/web-app/sign-in/index.ts';
import { type DoctorRun, lastRun, run } from './last-run.ts';

/**
 * What a request to the page leads to: the last run, or the response that ends the request. A POST runs all
 * checks, then redirects, so that reloading the page runs nothing.
 */
export async function doctorVisit({
  request,
  locals: { demo },
}: Pick<APIContext, 'request'> & { locals: Pick<App.Locals, 'demo'> }): Promise<
  Response | { run: DoctorRun | undefined }
> {
  // Requests cost time here and at the identity provider: they aren't for everyone on the internet.
  if (!isLoopback(demo.siteOrigin) || demo.practiceTenant?.tenantSets)
    return new Response(null, { status: 404 });
  if (request.method !== 'POST') return { run: lastRun(demo) };
  if (!isSameOrigin(request.headers, demo.siteOrigin)) return new Response(null, { status: 403 });
  // The server has checked the variables at its start.
  await run(demo, networkSettingsFrom(process.env));
  return new Response(null, {
    status: 303,
    headers: { location: `${demo.siteOrigin}/demo/doctor/#result`, 'cache-control': 'no-store' },
  });
}
