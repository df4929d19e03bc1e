import { hash } from 'node:crypto';
import type { AuthenticationResult } from '@azure/msal-node';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { SignInError, type SignInErrorCode } from '../errors/sign-in-error.ts';
import type { Registration } from '../registration/registration.ts';
import { subjectFrom } from '../registration/tenant-types.ts';
import { checkTenant } from './allowed-tenant.ts';
import type { Provider } from './discovery.ts';
import { mistakeInIssuer } from './issuer.ts';
import { sameText } from './same-text.ts';

const clockTolerance = 60; // seconds

/** Far more than Microsoft sends: 200 groups at most, and roles of up to 120 characters. */
const Names = z.array(z.string().min(1).max(255)).max(1_000).default([]);

const Claims = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255), // OpenID Connect Core §2; a longer one wouldn't fit in the cookie
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  iat: z.number(),
  nonce: z.string().optional(),
  azp: z.string().optional(),
  oid: z.string().min(1).max(255).optional(),
  tid: z.string().optional(),
  at_hash: z.string().optional(),
  auth_time: z.int().nonnegative().optional(),
  sid: z.string().min(1).max(255).optional().catch(undefined),
  roles: Names,
  groups: Names,
  /** OpenID Connect Core §5.6.2: claims that are elsewhere. Microsoft names `groups` here if there are too many. */
  _claim_names: z.record(z.string(), z.string()).optional(),
  /** The same in a token that passes through the browser. */
  hasgroups: z.boolean().optional(),
  /** B2C: the user flow. Its settings decide which of the two names it. */
  tfp: z.string().optional(),
  acr: z.string().optional(),
});

export type Claims = z.infer<typeof Claims>;

interface Expected {
  registration: Registration;
  /** Who must have issued it, and in B2C for which user flow. */
  provider: Provider;
  /** undefined when tokens are renewed: a renewal sends no nonce. */
  nonce: string | undefined;
  /** Milliseconds since 1970. */
  now: number;
}

// #region verify
/**
 * OpenID Connect Core §3.1.3.7, by its numbers. Of these checks, MSAL Node makes only the one of the nonce;
 * every line keeps out one forgery.
 */
export async function verifyIdToken(
  { idToken, accessToken }: Pick<AuthenticationResult, 'idToken' | 'accessToken'>,
  { registration, provider, nonce, now }: Expected,
): Promise<Claims> {
  const { clientId, tenantType } = registration;
  const { keys, policy, metadata } = provider;
  const { issuer } = metadata;
  const { payload, protectedHeader } = await jwtVerify(idToken, keys, {
    algorithms: ['RS256'], // 6, 7
    audience: clientId, // 3
    clockTolerance, // 9
    currentDate: new Date(now),
  }).catch((error) => Promise.reject(refusalOf(error)));

  // A sign-out token or an access token, signed with the same key, isn't an ID token (RFC 8725 §3.11).
  if (!/^(?:application\/)?jwt$/i.test(protectedHeader.typ ?? 'JWT'))
    throw refused('id_token_invalid', 'typ is not JWT');
  const { data: claims, error } = Claims.safeParse(payload);
  if (claims === undefined) throw refused('id_token_invalid', z.prettifyError(error));
  const { aud, azp, iat, auth_time, tid, at_hash } = claims;
  // 2
  const keyIssuers = keys.issuersOf(protectedHeader.kid);
  const mistake = mistakeInIssuer(claims, { tenantType, issuer, keyIssuers });
  if (mistake !== undefined) throw refused('id_token_issuer', mistake);
  // 3: a token for several apps must name the one that asked for it. 5: it must be this app.
  if (azp === undefined ? Array.isArray(aud) && aud.length !== 1 : azp !== clientId)
    throw refused('id_token_audience', 'azp is not this client');
  // 10
  if (Math.max(iat, auth_time ?? 0) > now / 1000 + clockTolerance)
    throw refused('id_token_time', 'iat or auth_time is in the future');
  // 11
  if (nonce !== undefined && !sameText(claims.nonce, nonce))
    throw refused('id_token_nonce', 'nonce is not the one that was sent');
  // §3.1.3.6
  if (at_hash !== undefined && !sameText(at_hash, halfHash(accessToken)))
    throw refused('id_token_invalid', 'at_hash is not that of the access token');
  if (!isOfUserFlow(claims, policy))
    throw refused('id_token_user_flow', 'tfp or acr is not the user flow that was asked for');
  const sub = subjectFrom(tenantType, claims);
  if (sub === undefined)
    throw refused('id_token_invalid', "sub is the same for all users: return User's Object ID");
  if (tid !== undefined) checkTenant(registration, tid);
  return { ...claims, sub };
}
// #endregion verify

/** B2C can sign the tokens of all user flows with the same key: an edited profile is not a sign-in. */
function isOfUserFlow({ tfp, acr }: Claims, policy: string | undefined): boolean {
  return policy === undefined || (tfp ?? acr)?.toLowerCase() === policy.toLowerCase();
}

/** OpenID Connect Core §3.1.3.6, for RS256. */
function halfHash(accessToken: string): string {
  return hash('sha256', accessToken, 'buffer').subarray(0, 16).toString('base64url');
}

/** Why jose refused a token, in our words. */
function refusalOf(error: unknown): SignInError {
  if (error instanceof SignInError) return error;
  const detail = error instanceof Error ? error.message : 'unknown';
  if (error instanceof errors.JWTExpired) return refused('id_token_time', detail);
  if (error instanceof errors.JWTClaimValidationFailed && error.reason !== 'missing') {
    const byClaim: Record<string, SignInErrorCode> = {
      aud: 'id_token_audience',
      nbf: 'id_token_time',
    };
    return refused(byClaim[error.claim] ?? 'id_token_invalid', detail);
  }
  const isReadable =
    error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTInvalid;
  return refused(isReadable ? 'id_token_invalid' : 'id_token_signature', detail);
}

function refused(code: SignInErrorCode, detail: string): SignInError {
  return new SignInError(code, { detail: `ID token: ${detail}` });
}
