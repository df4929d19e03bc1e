import { z } from 'zod';
import type { Registration } from '../registration/registration.ts';
import type { SignInRequest } from './sign-in.ts';

/** Language tags, separated by spaces (OpenID Connect Core §3.1.2.1, RFC 5646). */
const languages = /^[a-z]{2,8}(?:-[a-z\d]{1,8}){0,4}(?: [a-z]{2,8}(?:-[a-z\d]{1,8}){0,4}){0,9}$/i;

const Form = z.object({
  returnTo: z.string().optional().catch(undefined),
  userFlow: z.enum(['editProfile', 'resetPassword']).optional().catch(undefined),
  scopes: z.string().optional().catch(undefined),
  maxAge: z.coerce.number().int().min(0).max(31_536_000).optional().catch(undefined),
  // Not 'none': a form that a user posts may ask them something.
  prompt: z.enum(['select_account', 'login', 'consent', 'create']).optional().catch(undefined),
  loginHint: z
    .string()
    .max(254)
    .regex(/^[^\p{C}]+$/u)
    .optional()
    .catch(undefined),
  domainHint: z
    .string()
    .max(253)
    .regex(/^[a-z\d.-]+$/i)
    .optional()
    .catch(undefined),
  uiLocales: z.string().regex(languages).optional().catch(undefined),
  // Whatever it holds: `signIn` refuses what it can't pass on, because ignoring it would lead in a circle.
  claims: z.string().nullish().catch('?'),
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
  const { scopes, userFlow, claims, ...form } = Form.parse(posted);
  // Each once, however often the form names it: the transaction's cookie has to hold them.
  const wanted =
    scopes && [...new Set(scopes.split(' '))].filter((scope) => declaredScopes.has(scope));
  return {
    ...form,
    ...(wanted && { scopes: wanted }),
    ...(userFlow && userFlows?.[userFlow] && { userFlow }),
    ...(claims && { claims }),
  };
}
// #endregion sign-in-form
