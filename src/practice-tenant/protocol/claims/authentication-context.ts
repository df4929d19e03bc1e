import { type Context, interactionPolicy } from 'oidc-provider';
import { scopeList } from '../../directory/scopes.ts';

/** The authentication method that satisfies every authentication context. */
export const secondFactor = 'mfa';

/** The one authentication context of the practice tenant; a token with a second factor carries it. */
export const stepUpContext = 'c1';

/** Carries the requested contexts through oidc-provider, which refuses the real `claims` parameter. */
export const stepUpParameter = 'practice_contexts';

/** A page for the second factor, when the app asks for a context and the session has none. */
export function stepUpCheck(): interactionPolicy.Check {
  return new interactionPolicy.Check(
    'second_factor',
    'a second factor is required',
    'interaction_required',
    ({ oidc }: Context) =>
      scopeList(oidc.params[stepUpParameter]).length > 0 &&
      oidc.session.amr?.includes(secondFactor) !== true,
  );
}

/** The contexts that the tokens of this request satisfy. */
export function satisfiedContexts(ctx: Context | undefined): string[] {
  const { AuthorizationCode, RefreshToken, DeviceCode } = ctx?.oidc.entities ?? {};
  const source = AuthorizationCode ?? RefreshToken ?? DeviceCode;
  return source?.amr?.includes(secondFactor) === true ? [stepUpContext] : [];
}
