import type { SignInRequired } from '../../samples/web-app/sign-in/index.ts';
import type { Visit } from './visit.ts';

/** More permissions, a fresh sign-in, or a second factor: the user gets all of them at the identity provider. */
export async function signInNeeded(
  visit: Visit,
  needed: SignInRequired,
  returnTo: string,
): Promise<URL> {
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
