import { createLocalJWKSet, decodeJwt, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Setting, TestClient } from './setting.ts';

const text = z.string().min(1).optional();
/** The standard claims of OpenID Connect Core §5.1, with the types that they must have. */
export const standardClaims = z.looseObject({
  sub: text,
  name: text,
  given_name: text,
  family_name: text,
  middle_name: text,
  nickname: text,
  preferred_username: text,
  profile: z.url().optional(),
  picture: z.url().optional(),
  website: z.url().optional(),
  email: text,
  email_verified: z.boolean().optional(),
  gender: text,
  birthdate: text,
  zoneinfo: text,
  locale: text,
  phone_number: text,
  phone_number_verified: z.boolean().optional(),
  address: z.looseObject({}).optional(),
  updated_at: z.number().optional(),
});

const skew = 5 * 60;
const year = 365 * 86_400;

/** What the suite checks of every ID token. */
export async function checkIdToken(
  { log, server, keys }: Setting,
  token: string,
  client: TestClient,
  request: Readonly<Record<string, string>>,
): Promise<JWTPayload> {
  const claims = decodeJwt(token);
  log.check('ValidateIdToken', isValid(claims, server.issuer, client.id), claims);
  log.check('ValidateIdTokenStandardClaims', standardClaims.safeParse(claims).success, claims);
  log.check('ValidateIdTokenNonce', claims['nonce'] === request['nonce'], claims['nonce']);
  const acr = claims['acr'];
  log.check('ValidateIdTokenACRClaimAgainstRequest', ['string', 'undefined'].includes(typeof acr));
  log.check('ValidateIdTokenSignature', await isSigned(token, keys));
  const sub = claims.sub ?? '';
  log.check('CheckForSubjectInIdToken', /^[\x20-\x7e]{1,255}$/.test(sub), sub);
  const updated = claims['updated_at'];
  log.check('EnsureIdTokenUpdatedAtValid', ['number', 'undefined'].includes(typeof updated));
  return claims;
}

function isValid(claims: JWTPayload, issuer: string, clientId: string): boolean {
  const now = Math.floor(Date.now() / 1000);
  const { iss, aud, exp = 0, iat = 0, nbf = now } = claims;
  const authTime = claims['auth_time'] ?? now;
  return (
    iss === issuer &&
    [aud].flat().includes(clientId) &&
    exp > now - skew &&
    exp < now + 50 * year &&
    Math.abs(iat - now) <= skew &&
    nbf <= now + skew &&
    typeof authTime === 'number' &&
    authTime <= now + skew &&
    authTime > now - year &&
    claims['acr'] !== ''
  );
}

async function isSigned(token: string, keys: Setting['keys']): Promise<boolean> {
  try {
    await jwtVerify(token, createLocalJWKSet(keys), { clockTolerance: skew });
    return true;
  } catch {
    return false;
  }
}
