import { z } from 'zod';
import type { Registration } from '../registration/registration.ts';
import type { SignInRequest } from './sign-in.ts';

const Form = z.object({
  returnTo: z.string().optional().catch(undefined),
  userFlow: z.enum(['editProfile', 'resetPassword']).optional().catch(undefined),
  scopes: z.string().optional().catch(undefined),
  maxAge: z.coerce.number().int().min(0).max(31_536_000).optional().catch(undefined),
  claims: z.string().max(2000).refine(isJsonObject).optional().catch(undefined),
});

// #region sign-in-form
/**
 * What a posted form asks a sign-in for. Anyone can post a form, so it can't ask for a scope that the app
 * hasn't declared or a user flow that the registration doesn't have; invalid fields are ignored.
 * @param posted the fields by name, as a body parser returns them
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

/** MSAL throws on any other text. */
function isJsonObject(text: string): boolean {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
