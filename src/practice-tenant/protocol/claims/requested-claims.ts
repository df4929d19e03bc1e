import type { KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';

const acrs = z.object({ value: z.string().optional(), values: z.array(z.string()).optional() });

const requested = z.object({
  // A web app asks for its own pages.
  id_token: z.object({ acrs }).partial().optional(),
  access_token: z
    .object({
      acrs,
      xms_cc: z.object({ values: z.array(z.string()) }),
    })
    .partial()
    .optional(),
});

/** The capability of an app that can handle a claims challenge. */
export const challengesCapability = 'cp1';

export interface RequestedClaims {
  /** Authentication contexts that a token must satisfy, such as `c1`. */
  contexts: readonly string[];
  /** What the client says it can handle, of what is known here: `cp1`. */
  capabilities: readonly string[];
}

/** The `claims` parameter as Entra uses it (OpenID Connect Core §5.5); anything else in it is ignored. */
export function requestedClaims(parameter: string | null | undefined): RequestedClaims {
  const { access_token: token, id_token: idToken } =
    requested.safeParse(parsedJson(parameter)).data ?? {};
  const asked = [token?.acrs, idToken?.acrs].flatMap((each) => [
    ...(each?.value === undefined ? [] : [each.value]),
    ...(each?.values ?? []),
  ]);
  return {
    contexts: [...new Set(asked)],
    // Case doesn't count, and unknown ones are dropped.
    capabilities: (token?.xms_cc?.values ?? [])
      .map((value) => value.toLowerCase())
      .filter((value) => value === challengesCapability),
  };
}

function parsedJson(text: string | null | undefined): unknown {
  // Most requests have none, and an exception costs more than the rest of this module.
  if (text === undefined || text === null || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The authentication method that satisfies every authentication context. */
export const secondFactor = 'mfa';

/** The one authentication context of the practice tenant; a token with a second factor carries it. */
export const stepUpContext = 'c1';

/** Carries the requested contexts through oidc-provider, which refuses the real `claims` parameter. */
export const stepUpParameter = 'practice_contexts';

/** The contexts that the tokens of this request satisfy. */
export const satisfiedContexts = (ctx: KoaContextWithOIDC): string[] =>
  signInOf(ctx)?.amr?.includes(secondFactor) === true ? [stepUpContext] : [];

/** What is kept of the sign-in that the tokens of this request go back to. */
export function signInOf({ oidc }: KoaContextWithOIDC) {
  const { AuthorizationCode, RefreshToken, DeviceCode } = oidc.entities;
  const kept = AuthorizationCode ?? RefreshToken ?? DeviceCode;
  const { session } = oidc;
  if (kept !== undefined || session === undefined) return kept;
  // Only the authorization endpoint has a session, which its own tokens rest on.
  const nonce = oidc.params?.['nonce'];
  return {
    amr: session.amr,
    authTime: session.authTime(),
    nonce: typeof nonce === 'string' ? nonce : undefined,
  };
}
