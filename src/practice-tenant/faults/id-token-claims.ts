import { type Fault, isFault } from './catalogue.ts';

type Claims = Readonly<Record<string, unknown>>;

const anHour = 3600;
const tenMinutes = 600;
const otherApp = '99999999-9999-4999-8999-999999999999';
const tenantId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
const otherTenant = '88888888-8888-4888-8888-888888888888';

/** @param now in seconds since 1970 */
type Change = (claims: Claims, now: number) => Claims;

const changes: Partial<Record<Fault, Change>> = {
  'wrong-issuer': (claims) => ({ ...claims, iss: `${String(claims['iss'])}-of-another-tenant` }),
  'other-tenant': (claims) => ({
    ...claims,
    iss: String(claims['iss']).replace(tenantId, otherTenant),
    // Azure AD B2C has no tid.
    ...('tid' in claims && { tid: otherTenant }),
  }),
  'wrong-audience': (claims) => ({ ...claims, aud: otherApp }),
  'audience-shortened': (claims) => ({ ...claims, aud: String(claims['aud']).slice(0, 8) }),
  'audience-lengthened': (claims) => ({
    ...claims,
    aud: `${String(claims['aud'])}-of-another-app`,
  }),
  'foreign-azp': (claims) => ({ ...claims, aud: [claims['aud'], otherApp], azp: otherApp }),
  'wrong-nonce': (claims) => ({ ...claims, nonce: 'the-nonce-of-another-sign-in' }),
  'missing-nonce': ({ nonce: _, ...claims }) => claims,
  'no-expiry': ({ exp: _, ...claims }) => claims,
  'no-subject': ({ sub: _, ...claims }) => claims,
  'wrong-at-hash': (claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }),
  'expired-id-token': (claims, now) => ({
    ...claims,
    iat: now - 2 * anHour,
    nbf: now - 2 * anHour,
    exp: now - anHour,
  }),
  'clock-ahead': (claims, now) => {
    const start = now + tenMinutes;
    return { ...claims, iat: start, nbf: start, exp: start + anHour };
  },
};

/** Faults that change what an ID token says. */
export const claimFaults: readonly Fault[] = Object.keys(changes).filter(isFault);

/** @returns the claims as these faults would have them */
export const withChangedClaims = (claims: Claims, on: readonly Fault[], now: number): Claims =>
  on.reduce((before, fault) => changes[fault]?.(before, now) ?? before, claims);
