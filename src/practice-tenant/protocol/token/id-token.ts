import { hash } from 'node:crypto';
import type { IdToken } from 'oidc-provider';
import { z } from 'zod';
import { shiftedTimes, timeClaims } from '../../clock/shifted-times.ts';
import { rolesIn } from '../../directory/assignments.ts';
import { withFaults } from '../../faults/id-token.ts';
import { signedToken } from '../../provider/signed-token.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';
import { claimsAsSet } from '../claims/claims-as-set.ts';
import { isInAddress } from '../claims/group-claims.ts';
import { idTokenClaims, newcomerKey } from '../claims/id-token-claims.ts';
import { personalIdTokenLifetime } from '../claims/personal-claims.ts';
import { satisfiedContexts } from '../claims/requested-claims.ts';
import { appOf } from '../grants/grants.ts';

const anHour = 3600;

/** What oidc-provider says of the sign-in; the hashes are still what they are to be made of. */
const facts = z.object({
  nonce: z.string().optional(),
  sid: z.string().optional(),
  auth_time: z.number().optional(),
  at_hash: z.string().optional(),
  c_hash: z.string().optional(),
});

/** Where the claims of the account say what was granted. */
const available = z.object({ scope: z.string(), auth_time: z.number().optional() });

/**
 * The finished ID token: signed once, with the claims as the registration, the tenant's settings, and
 * the faults would have them. oidc-provider's own has no `typ`, and would have to be signed again.
 */
export async function issueIdToken(realm: Realm, idToken: IdToken): Promise<string> {
  const { client, ctx } = idToken;
  const { userFlow } = contextOf(ctx).route;
  const user = await realm.directory.user(ctx.oidc.account?.accountId);
  if (user === undefined) throw new Error('An ID token is for a user who does not exist.');
  const { sid, at_hash, c_hash, ...said } = facts.parse(await idToken.payload());
  const { scope, auth_time: authTime } = available.parse(idToken.available);
  const app = await appOf(realm, client.clientId);
  const start = Math.floor(Date.now() / 1000);
  const contexts = realm.tenant.dialect === 'b2c' ? [] : satisfiedContexts(ctx);
  const claims = {
    aud: client.clientId,
    iss: realm.issuer,
    iat: start,
    nbf: start,
    exp: start + (realm.tenant.isPersonal ? personalIdTokenLifetime : anHour),
    ...said,
    ...(at_hash && { at_hash: halfHash(at_hash) }),
    ...(c_hash && { c_hash: halfHash(c_hash) }),
    ...(contexts.length > 0 && { acrs: contexts }),
    ...(await idTokenClaims({
      realm,
      user,
      app,
      roles: await rolesIn(realm.directory, user, app),
      scope,
      userFlow,
      sid,
      authTime,
      isNew: (await realm.expiring.get(newcomerKey(realm, user.objectId))) === true,
      isInAddress: isInAddress(ctx),
    })),
  };
  // Until here, times are this machine's, as oidc-provider has them.
  const inTenantTime = shiftedTimes(claims, timeClaims, realm.clock.offset());
  const claimsSet = await claimsAsSet(realm, userFlow, inTenantTime);
  const signed = await signedToken(realm.keys, claimsSet);
  return withFaults(realm, client.clientId, signed, claimsSet);
}

/** The left half of the hash, for RS256 (OpenID Connect Core §3.3.2.11). */
const halfHash = (value: string): string =>
  hash('sha256', value, 'buffer').subarray(0, 16).toString('base64url');
