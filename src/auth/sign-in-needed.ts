import type { SignInRequired } from '../../samples/web-app/sign-in/index.ts';
import type { Visit } from './visit.ts';

/**
 * More permissions, a fresh sign-in, or a second factor: the user gets all of them at the identity provider.
 * @param kind `sign-in-needed` when the app calls its API once the user is back
 */
export async function signInNeeded(
  visit: Visit,
  needed: SignInRequired,
  returnTo: string,
  kind: 'sign-in-needed' | 'sign-in-answer' = 'sign-in-needed',
): Promise<URL> {
  const { scopes, claims } = needed;
  const authorizeUrl = await visit.signIn({
    returnTo,
    scopes,
    ...(claims && { claims }),
  });
  visit.cachedUnlessAsked('discovery');
  visit.answered(kind, authorizeUrl);
  return authorizeUrl;
}
