import { errors, type JWTVerifyResult, jwtVerify } from 'jose';
import { isForIssuer, issuerFor, tenantTypeRows } from '../sign-in/index.ts';
import { type AccessTokenClaims, readClaims } from './claims.ts';
import { ProviderUnavailable } from './network.ts';
import { Refusal } from './refusal.ts';
import type { ApiRegistration } from './registration.ts';
import { tenantKeys } from './tenant-keys.ts';
import { claimedTenant, whoseToken } from './whose-token.ts';

const skewSeconds = 60;
const tokenTypes = new Set(['jwt', 'at+jwt']);

export interface CheckerParts {
  fetch?: typeof fetch;
  /** Milliseconds since 1970, as Date.now gives them. */
  now?: () => number;
}

/** @throws Refusal for a token that isn't valid here, ProviderUnavailable if that can't be checked */
export type AccessTokenChecker = (token: string) => Promise<AccessTokenClaims>;

export function accessTokenChecker(
  registration: ApiRegistration,
  { fetch: send = fetch, now = Date.now }: CheckerParts = {},
): AccessTokenChecker {
  const tenant = tenantKeys(registration, send);

  return async (token) => {
    const { issuers, keys, keyIssuers } = await tenant();
    const tid = claimedTenant(token);
    // #region verify
    const verified = await jwtVerify(token, keys, {
      // An issuer for several tenants holds `{tenantid}`. What replaces it is in the same signed token.
      issuer: issuers.map((issuer) => issuerFor(issuer, tid)),
      audience: registration.clientId,
      algorithms: ['RS256'],
      clockTolerance: skewSeconds,
      requiredClaims: ['exp', 'nbf'],
      currentDate: new Date(now()),
    }).catch((error: unknown) => {
      throw refusalFor(error, token);
    });
    // #endregion verify
    const { kid } = verified.protectedHeader;
    const { iss = '' } = verified.payload;
    const { keysNameIssuer } = tenantTypeRows[registration.tenantType];
    const isKeyRight = issuers.some((issuer) => isForIssuer(keyIssuers(kid), issuer, { iss, tid }));
    if (keysNameIssuer && !isKeyRight)
      throw new Refusal(
        'invalid_token',
        'This access token is signed with a key for another issuer.',
      );
    const problem = headerProblem(verified) ?? clockProblem(verified, now());
    if (problem !== undefined) throw new Refusal('invalid_token', problem);
    const claims = readClaims(verified.payload, registration);
    if (typeof claims === 'string') throw new Refusal('invalid_token', claims);
    return claims;
  };
}

function headerProblem({ protectedHeader }: JWTVerifyResult): string | undefined {
  const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, '') ?? '';
  return tokenTypes.has(type) ? undefined : 'This signed token is not an access token.';
}

/** jose accepts a token from the future if only `iat` shows it. */
function clockProblem({ payload }: JWTVerifyResult, now: number): string | undefined {
  const future = (payload.iat ?? 0) > now / 1000 + skewSeconds;
  return future
    ? 'The access token is not valid yet: check the clock of the computer that runs this API.'
    : undefined;
}

function refusalFor(error: unknown, token: string): Error {
  if (error instanceof ProviderUnavailable) return error;
  const isOurs = error instanceof errors.JOSEError;
  if (!isOurs || error instanceof errors.JWKSInvalid || error instanceof errors.JWKSTimeout)
    return new ProviderUnavailable(`The signing keys could not be read: ${error}`, error);
  return new Refusal('invalid_token', whoseToken(token) ?? sentenceFor(error));
}

function sentenceFor(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'The access token has expired: get a new one.';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'This access token is for another API.';
    if (error.claim === 'iss') return 'This access token is from another issuer.';
    if (error.claim === 'nbf') {
      return 'The access token is not valid yet: check the clock of the computer that runs this API.';
    }
    return 'A claim that every access token has is missing.';
  }
  return "The access token is malformed, or it isn't signed with one of this tenant's keys.";
}
