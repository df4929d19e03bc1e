import { z } from 'zod';
import { accountTypeOf, isAllowed, subjectFrom, userKey } from '../sign-in/index.ts';
import type { ApiRegistration } from './registration.ts';

const words = z.string().transform((text) => text.split(' ').filter(Boolean));

// #region claims
/** What an access token for your own API carries. An ID token has neither `azp` nor `scp`. */
const accessTokenClaims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string().min(1),
  azp: z.string().min(1),
  iat: z.number(),
  exp: z.number(),
  oid: z.string().min(1).optional(),
  tid: z.string().optional(),
  /** B2C: the user flow or policy. Its settings decide which of the two names it. */
  tfp: z.string().optional(),
  acr: z.string().optional(),
  name: z.string().optional(),
  scp: words.default([]),
  roles: z.array(z.string()).default([]),
  groups: z.array(z.string()).default([]),
  /** Of a user in too many groups, the token names where to ask for them instead (OpenID Connect Core §5.6.2). */
  _claim_names: z.record(z.string(), z.string()).optional(),
  hasgroups: z.boolean().optional(),
});
// #endregion claims

/** Who a request is for, from a verified access token. */
export type AccessTokenClaims = z.infer<typeof accessTokenClaims> & {
  /** The key to store the user's data under: the same in every app and API of the tenant. */
  userKey: string;
  /** The user's tenant. Its administrators assign the app roles and groups, so these count only for that tenant. */
  tenantId: string;
};

/** The claims, or a sentence about what is wrong with a correctly signed token. */
export function readClaims(
  payload: unknown,
  registration: ApiRegistration,
): AccessTokenClaims | string {
  const read = accessTokenClaims.safeParse(payload);
  if (!read.success) return 'This is not an access token: send the access token, not the ID token.';
  // B2C can put the same sentence into every user's `sub`.
  const sub = subjectFrom(registration.tenantType, read.data);
  if (sub === undefined)
    return "This access token doesn't identify its user: make the user flow return User's Object ID.";
  // `oid` is the same in every app of the tenant, `sub` is another one in each.
  const { tid = registration.tenantId, oid = sub } = read.data;
  const key = userKey({ tenantId: tid, objectId: oid });
  const claims = { ...read.data, sub, userKey: key, tenantId: tid.toLowerCase() };
  // #region claim-checks
  if (claims.scp.length === 0 && claims.roles.length === 0) {
    return 'This is not an access token for an API: it has neither scopes nor app roles.';
  }
  if (registration.tenantType === 'b2c') {
    const userFlow = (claims.tfp ?? claims.acr)?.toLowerCase();
    if (userFlow === undefined || !registration.userFlows.includes(userFlow)) {
      return 'This access token comes from a user flow that this API does not accept.';
    }
    // B2C names the tenant in the issuer and doesn't have to repeat it.
    if (claims.tid === undefined) return claims;
  }
  if (!isFromAllowedTenant(claims, registration))
    return 'This access token is from another tenant.';
  // #endregion claim-checks
  return claims;
}

/** The issuer has been verified: it names this tenant. */
function isFromAllowedTenant(
  { tid }: AccessTokenClaims,
  { tenantId, authority, allowedTenants }: ApiRegistration,
): boolean {
  const accountType = accountTypeOf(authority);
  if (allowedTenants === undefined || accountType === undefined) return tid === tenantId;
  return tid !== undefined && isAllowed(accountType, allowedTenants, tid);
}
