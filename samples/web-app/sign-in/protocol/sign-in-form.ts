import { z } from 'zod';
import type { Registration } from '../registration/registration.ts';
import type { SignInRequest } from './sign-in.ts';

const Form = z.object({
  returnTo: z.string().optional().catch(undefined),
  userFlow: z.enum(['editProfile', 'resetPassword']).optional().catch(undefined),
  scopes: z.string().optional().catch(undefined),
  claims: z.string().max(2000).refine(isJsonObject).optional().catch(undefined),
});

// #region sign-in-form
/**
 * What a posted form asks of a sign-in. Anybody can post a form, so it gets no scope that the app has not
 * declared and no user flow that the registration lacks; a field that makes no sense counts as left out.
 * @param posted the fields by name, as a body parser hands them over
 */
export function signInRequestFrom(
  posted: unknown,
  { userFlows }: Registration,
  declaredScopes: ReadonlySet<string>,
): SignInRequest {
  const { scopes, userFlow, ...form } = Form.parse(posted);
  const wanted = scopes?.split(' ').filter((scope) => declaredScopes.has(scope));
  return {
    ...form,
    ...(wanted && { scopes: wanted }),
    ...(userFlow && userFlows?.[userFlow] && { userFlow }),
  };
}
// #endregion sign-in-form

/** MSAL refuses other text with an exception. */
function isJsonObject(text: string): boolean {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
