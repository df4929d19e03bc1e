import { Forbidden } from '../errors/forbidden.ts';
import { type SignInError, SignInRequired } from '../errors/sign-in-error.ts';

/** The hidden fields of a form that posts to /auth/sign-in, by name. */
export interface SignInFields {
  returnTo: string;
  /** Separated by spaces. */
  scopes?: string;
  claims?: string;
  maxAge?: string;
  prompt?: 'select_account';
}

/** Single sign-on would bring back the account that isn't let in. */
const isOtherAccountNeeded = ({ code }: SignInError) =>
  code === 'tenant_not_allowed' || code === 'user_not_assigned';

/** Only the groups of a user who is signed in are looked up. */
const isSignedIn = (error: SignInError) =>
  error instanceof Forbidden || ['groups_unavailable', 'groups_too_many'].includes(error.code);

// #region sign-in-fields
/** What a form on an error's page sends, so that signing in helps; undefined if signing in wouldn't help. */
export function signInFields(error: SignInError, returnTo: string): SignInFields | undefined {
  if (isSignedIn(error)) return undefined;
  if (isOtherAccountNeeded(error)) return { returnTo, prompt: 'select_account' };
  if (!(error instanceof SignInRequired)) return { returnTo };
  const { scopes, claims, maxAge } = error;
  return {
    returnTo,
    ...(scopes.length > 0 && { scopes: scopes.join(' ') }),
    ...(claims !== undefined && { claims }),
    ...(maxAge !== undefined && { maxAge: String(maxAge) }),
  };
}
// #endregion sign-in-fields
