import { createHash } from 'node:crypto';
import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { SignInError, type SignInErrorCode } from '../errors/sign-in-error.ts';
import { tenantIdIn } from './authority.ts';
import type { BoundedFetch } from './network.ts';
import type { Registration } from './registration.ts';
import { sameText } from './same-text.ts';

const clockTolerance = 60; // seconds

const Claims = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1),
  aud: z.union([z.string(), z.array(z.string())]),
  iat: z.number(),
  nonce: z.string().optional(),
  azp: z.string().optional(),
  tid: z.string().optional(),
  at_hash: z.string().optional(),
  /** B2C: the user flow. Which of the two, depends on the flow's settings. */
  tfp: z.string().optional(),
  acr: z.string().optional(),
});

export type Claims = z.infer<typeof Claims>;

export interface Expected {
  registration: Registration;
  issuer: string;
  /** undefined when tokens are renewed: there was no request that could have carried one. */
  nonce: string | undefined;
  accessToken: string;
  /** B2C: the name of the user flow that was asked for. */
  policy: string | undefined;
  now: number;
}

export type Keys = ReturnType<typeof createRemoteJWKSet>;

// #region keys
/**
 * The provider's signing keys. Fetched when a token names an unknown key, so a rotation goes unnoticed,
 * but at most five times a minute, so made-up key names cannot turn this app against the provider.
 */
export function signingKeys(jwksUri: string, send: BoundedFetch, now: () => number): Keys {
  let fetched: number[] = [];
  return createRemoteJWKSet(new URL(jwksUri), {
    cooldownDuration: 0,
    cacheMaxAge: 10 * 60 * 1000,
    [customFetch]: async (url) => {
      fetched = fetched.filter((time) => now() - time < 60_000);
      if (fetched.length >= 5) throw new Error('The signing keys were asked for too often.');
      fetched.push(now());
      const { status, text } = await send(url);
      return new Response(text, { status });
    },
  });
}
// #endregion keys

// #region verify
/** OpenID Connect Core §3.1.3.7. MSAL does none of this; each line here keeps one forgery out. */
export async function verifyIdToken(
  idToken: string,
  keys: Keys,
  expected: Expected,
): Promise<Claims> {
  const { registration, issuer } = expected;
  const { payload } = await jwtVerify(idToken, keys, {
    algorithms: ['RS256'],
    issuer,
    audience: registration.clientId,
    requiredClaims: ['exp', 'iat', 'sub'],
    clockTolerance,
    currentDate: new Date(expected.now),
  }).catch((error) => Promise.reject(refusalOf(error)));

  const claims = parseClaims(payload);
  const isForUs = Array.isArray(claims.aud)
    ? claims.azp !== undefined || claims.aud.length === 1
    : true;
  if (!isForUs || (claims.azp ?? registration.clientId) !== registration.clientId)
    throw refused('id_token_audience', 'azp is not this client');
  if (claims.iat > expected.now / 1000 + clockTolerance)
    throw refused('id_token_time', 'iat lies in the future');
  if (expected.nonce !== undefined && !sameText(claims.nonce, expected.nonce))
    throw refused('id_token_nonce', 'nonce is not the one that was sent');
  if (!isTenantOf(claims, issuer, registration))
    throw refused('id_token_issuer', 'tid is not the tenant of the issuer');
  if (claims.at_hash !== undefined && !sameText(claims.at_hash, halfHash(expected.accessToken)))
    throw refused('id_token_invalid', 'at_hash is not that of the access token');
  if (!isOfUserFlow(claims, expected.policy))
    throw refused('id_token_user_flow', 'tfp or acr is not the user flow that was asked for');
  return claims;
}
// #endregion verify

function parseClaims(payload: JWTPayload): Claims {
  const { data, error } = Claims.safeParse(payload);
  if (data === undefined) throw refused('id_token_invalid', z.prettifyError(error));
  return data;
}

/** Tokens of Microsoft Entra always name their tenant; those of B2C do so only in the issuer. */
function isTenantOf({ tid }: Claims, issuer: string, { tenantType }: Registration): boolean {
  return tid === undefined ? tenantType === 'b2c' : tid === tenantIdIn(issuer);
}

function isOfUserFlow({ tfp, acr }: Claims, policy: string | undefined): boolean {
  const named = tfp ?? (policy === undefined ? undefined : acr);
  if (policy === undefined || named === undefined) return policy === undefined;
  return named.toLowerCase() === policy.toLowerCase();
}

/** OpenID Connect Core §3.1.3.6, for RS256. */
function halfHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}

function refusalOf(error: unknown): SignInError {
  if (error instanceof SignInError) return error;
  const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined;
  const isMissing = error instanceof errors.JWTClaimValidationFailed && error.reason === 'missing';
  const byClaim: Record<string, SignInErrorCode> = {
    iss: 'id_token_issuer',
    aud: 'id_token_audience',
    nbf: 'id_token_time',
  };
  const code =
    error instanceof errors.JWTExpired
      ? 'id_token_time'
      : claim !== undefined
        ? ((isMissing ? undefined : byClaim[claim]) ?? 'id_token_invalid')
        : error instanceof errors.JWTInvalid
          ? 'id_token_invalid'
          : 'id_token_signature';
  return refused(code, error instanceof Error ? error.message : 'unknown');
}

function refused(code: SignInErrorCode, detail: string): SignInError {
  return new SignInError(code, { detail: `ID token: ${detail}` });
}
