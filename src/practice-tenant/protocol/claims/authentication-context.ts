import type { KoaContextWithOIDC } from 'oidc-provider';

/** The authentication method that satisfies every authentication context. */
export const secondFactor = 'mfa';

/** The one authentication context of the practice tenant; a token with a second factor carries it. */
export const stepUpContext = 'c1';

/** Carries the requested contexts through oidc-provider, which refuses the real `claims` parameter. */
export const stepUpParameter = 'practice_contexts';

/** The contexts that the tokens of this request satisfy. */
export function satisfiedContexts({ oidc }: KoaContextWithOIDC): string[] {
  const { AuthorizationCode, RefreshToken, DeviceCode } = oidc.entities;
  const source = AuthorizationCode ?? RefreshToken ?? DeviceCode;
  return source?.amr?.includes(secondFactor) === true ? [stepUpContext] : [];
}
