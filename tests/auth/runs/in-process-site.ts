import type { APIContext, APIRoute, AstroCookieSetOptions } from 'astro';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { DemoConfiguration } from '../../../src/auth/demo-configuration.ts';
import * as adminPage from '../../../src/auth/routes/admin-page.ts';
import * as callApi from '../../../src/auth/routes/call-api.ts';
import * as letItFail from '../../../src/auth/routes/let-it-fail.ts';
import * as redirect from '../../../src/auth/routes/redirect.ts';
import * as signIn from '../../../src/auth/routes/sign-in.ts';
import * as signOut from '../../../src/auth/routes/sign-out.ts';
import * as signedOut from '../../../src/auth/routes/signed-out.ts';
import * as endTenants from '../../../src/auth/tenant-sets/routes/end.ts';
import * as enterTenants from '../../../src/auth/tenant-sets/routes/enter.ts';
import * as madeTenants from '../../../src/auth/tenant-sets/routes/made.ts';
import * as makeTenants from '../../../src/auth/tenant-sets/routes/make.ts';

type Endpoint = Partial<Record<'GET' | 'POST', APIRoute>>;

const endpoints: readonly (readonly [RegExp, Endpoint])[] = [
  [/^\/auth\/sign-in$/, signIn],
  [/^\/auth\/redirect\/(?<demo>[^/]+)$/, redirect],
  [/^\/auth\/sign-out$/, signOut],
  [/^\/auth\/signed-out\/(?<demo>[^/]+)$/, signedOut],
  [/^\/auth\/call-api$/, callApi],
  [/^\/auth\/let-it-fail$/, letItFail],
  [/^\/auth\/admin-page$/, adminPage],
  [/^\/auth\/let-it-fail$/, letItFail],
  [/^\/practice-tenants\/make$/, makeTenants],
  [/^\/practice-tenants\/made$/, madeTenants],
  [/^\/practice-tenants\/enter$/, enterTenants],
  [/^\/practice-tenants\/end$/, endTenants],
];

/**
 * The demo's endpoints in this process, without Astro around them: what they answer to one request. The
 * page that explains a problem is only its status; every other page is empty.
 */
export async function answer(request: Request, demo: DemoConfiguration): Promise<Response> {
  const url = new URL(request.url);
  for (const [path, endpoint] of endpoints) {
    const params = path.exec(url.pathname);
    const route = endpoint[request.method === 'POST' ? 'POST' : 'GET'];
    if (params === null || route === undefined) continue;
    const set: string[] = [];
    const locals: Pick<App.Locals, 'demo' | 'address' | 'explained'> = {
      demo,
      address: '192.0.2.1',
    };
    // Of Astro's context only what the endpoints use.
    const context = {
      request,
      url,
      locals,
      params: params.groups ?? {},
      cookies: cookiesOf(request, set),
      rewrite: async () => new Response(null, { status: locals.explained?.problem.status ?? 500 }),
    } as unknown as APIContext;
    const response = await route(context);
    for (const header of set) response.headers.append('set-cookie', header);
    return response;
  }
  return new Response('<!doctype html><title>A page of the site</title>');
}

export function cookiesOf(request: Request, set: string[]) {
  const values = new Map(Object.entries(parseCookie(request.headers.get('cookie') ?? '')));
  return {
    get(name: string) {
      const value = values.get(name);
      return value === undefined ? undefined : { value };
    },
    set(name: string, value: string, options: AstroCookieSetOptions = {}) {
      const { httpOnly, secure, path, maxAge } = options;
      values.set(name, value);
      set.push(
        stringifySetCookie({
          name,
          value,
          httpOnly: httpOnly ?? false,
          secure: secure ?? false,
          path: path ?? '/',
          ...(maxAge !== undefined && { maxAge }),
        }),
      );
    },
  };
}
