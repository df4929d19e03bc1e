import { z } from 'zod';
import { safeReturnTo } from '../../../samples/web-app/sign-in/index.ts';
import { forgetAttemptsElsewhere } from '../open-attempts.ts';
import type { Visit } from '../visit.ts';
import { buttonOnly, door, homeOf } from './door.ts';

const userFlow = z
  .enum(['signUpSignIn', 'editProfile', 'resetPassword'])
  .optional()
  .catch(undefined);
const prompt = z.enum(['select_account', 'login', 'consent']).optional().catch(undefined);

/** POST /auth/sign-in: to the provider. */
export async function signIn(visit: Visit): Promise<URL> {
  const { tenant, cookies, form } = visit;
  const flow = userFlow.parse(form.get('userFlow'));
  visit.asked(flow === 'editProfile' ? 'edit-profile' : 'sign-in', 'POST');
  const asks = prompt.parse(form.get('prompt'));
  const loginHint = form.get('loginHint') || undefined;
  const { registration, tenantType } = tenant;
  const scopes = form.get('scopes')?.split(' ').filter(Boolean);
  forgetAttemptsElsewhere(cookies, tenantType, registration.redirectUri.startsWith('https:'));
  const authorizeUrl = await tenant.relyingParty.signIn(cookies, {
    returnTo: safeReturnTo(form.get('returnTo'), homeOf(tenantType)),
    ...(flow && { userFlow: flow }),
    ...(asks && { prompt: asks }),
    ...(loginHint && { loginHint }),
    ...(scopes?.length && { scopes }),
  });
  visit.cachedUnlessAsked('discovery');
  visit.answered('sign-in-answer', authorizeUrl);
  return authorizeUrl;
}

export const prerender = false;
export const POST = door(signIn, { trace: 'new trace' });
export const GET = buttonOnly;
