import { SignInRequired, safeReturnTo } from '../../../samples/web-app/sign-in/index.ts';
import { callApi } from '../call-api.ts';
import type { Visit } from '../visit.ts';
import { buttonOnly, door, homeOf } from './door.ts';

/** POST /auth/call-api: the app calls the API and keeps its answer for the page to show. */
export async function callTheApi(visit: Visit): Promise<URL> {
  const { tenant, form, demo } = visit;
  visit.asked('call-api', 'POST');
  const returnTo = safeReturnTo(form.get('returnTo'), homeOf(tenant.tenantType));
  try {
    visit.outcome = await callApi(visit);
  } catch (error) {
    if (!(error instanceof SignInRequired)) throw error;
    return await throughSignIn(visit, error, returnTo);
  }
  const location = new URL(returnTo, demo.environment.siteOrigin);
  visit.answered('call-api-answer', location);
  return location;
}

/** More permissions, or a fresh sign-in: both are had at the provider. */
async function throughSignIn(visit: Visit, needed: SignInRequired, returnTo: string): Promise<URL> {
  const { scopes, claims } = needed;
  const authorizeUrl = await visit.tenant.relyingParty.signIn(visit.cookies, {
    returnTo,
    scopes,
    ...(claims && { claims }),
  });
  visit.cachedUnlessAsked('discovery');
  visit.answered('sign-in-needed', authorizeUrl);
  return authorizeUrl;
}

export const prerender = false;
export const POST = door(callTheApi, { trace: 'same trace' });
export const GET = buttonOnly;
