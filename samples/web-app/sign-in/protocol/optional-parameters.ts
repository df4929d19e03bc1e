import type { AuthorizationUrlRequest } from '@azure/msal-node';
import type { SignInRequest } from './sign-in.ts';

/**
 * What an app asks of an identity provider besides the sign-in itself, as MSAL takes it.
 * @param hasUserFlows B2C documents no `max_age`, and counts single sign-on as a sign-in; it does document
 *   `prompt=login`
 */
export function optionalParameters(
  { prompt, loginHint, domainHint, uiLocales, claims, maxAge }: SignInRequest,
  hasUserFlows: boolean,
): Partial<AuthorizationUrlRequest> {
  // Whatever else was asked for: after single sign-on, `auth_time` would look recent.
  const wanted = maxAge !== undefined && hasUserFlows ? 'login' : prompt;
  return {
    ...(wanted && { prompt: wanted }),
    ...(loginHint && { loginHint }),
    ...(domainHint && { domainHint }),
    ...(claims && { claims }),
    // MSAL has no parameter for the first, and doesn't send the second.
    extraQueryParameters: {
      ...(uiLocales && { ui_locales: uiLocales }),
      ...(maxAge !== undefined && { max_age: String(maxAge) }),
    },
  };
}
