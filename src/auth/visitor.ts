import type { APIContext } from 'astro';
import type { CookieJar } from '../../samples/web-app/sign-in/index.ts';
import { cookieJar } from './cookies.ts';
import type { Problem } from './explanations/problems.ts';
import { refusedTenants } from './refused-tenants.ts';
import { type SetCookies, setCookies } from './tenant-sets/set-cookies.ts';
import { type OwnTenantSet, type TenantSets, tenantSetsOf } from './tenant-sets/tenant-sets.ts';

/** A visitor of a hosted lab, and the practice tenants that they have or can make. */
export interface Visitor {
  sets: TenantSets;
  jar: CookieJar;
  cookies: SetCookies;
  own: OwnTenantSet | undefined;
}

/**
 * Who asks, in a hosted lab; undefined in any other. It sets no cookie.
 * @throws if the store is down
 */
export async function visitorOf({
  request,
  cookies: sent,
  locals: { demo },
}: Pick<APIContext, 'request' | 'cookies' | 'locals'>): Promise<Visitor | undefined> {
  const sets = tenantSetsOf(demo);
  if (!sets) return undefined;
  const jar = cookieJar(request, sent);
  const cookies = setCookies(demo.siteOrigin);
  const cookie = cookies.read(jar);
  return { sets, jar, cookies, own: cookie === undefined ? undefined : await sets.find(cookie) };
}

/** What the page says whose visitor couldn't be found. */
export const problemInTenants =
  ({ locals }: Pick<APIContext, 'locals'>) =>
  (error: unknown): Problem =>
    refusedTenants(error, locals.demo);

/**
 * The visitor's practice tenants, made if they have none; either way, their cookie lasts as long as they do.
 * Only a POST may call it.
 * @throws TenantSetRefused, or if the store is down
 */
export async function ownOrNew(visitor: Visitor, address: string): Promise<OwnTenantSet> {
  const { sets, jar, cookies } = visitor;
  const own = visitor.own ?? (await sets.create(address));
  cookies.keep(jar, own);
  cookies.forgetOthers(jar, own.id);
  return own;
}
