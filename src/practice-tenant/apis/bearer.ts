import type { IncomingMessage } from 'node:http';
import { decodeJwt, jwtVerify } from 'jose';
import { z } from 'zod';
import { challengesCapability } from '../protocol/claims/requested-claims.ts';
import { issuersOf } from '../tenant/issuers.ts';
import type { Realm } from '../tenant/realm.ts';
import { verificationKeys } from '../tenant/verification-keys.ts';

const claims = z.looseObject({
  sub: z.string(),
  iat: z.number(),
  oid: z.string().optional(),
  azp: z.string(),
  scp: z.string().default(''),
  acrs: z.array(z.string()).default([]),
  xms_cc: z.array(z.string()).default([]),
});

export interface Caller {
  realm: Realm;
  objectId: string;
  /** The app that the token was issued to. */
  clientId: string;
  /** Short names, such as `Tasks.Read`. */
  scopes: ReadonlySet<string>;
  /** Authentication contexts that the sign-in met. */
  contexts: ReadonlySet<string>;
  /** When the token was issued, in seconds since 1970. */
  issuedAt: number;
  /** Whether the app can handle a claims challenge (the capability `cp1`). */
  takesChallenges: boolean;
}

/**
 * Who calls an API, from the access token in the Authorization header: signature, issuer, audience and
 * lifetime are checked.
 * @param audienceOf the audience the API has in a tenant
 * @returns undefined when there is no valid token
 */
export async function callerOf(
  request: IncomingMessage,
  realms: readonly Realm[],
  audienceOf: (realm: Realm) => string | undefined,
): Promise<Caller | undefined> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  try {
    const issuer = decodeJwt(token).iss ?? '';
    const realm = realms.find((each) => issuersOf(each).includes(issuer));
    const audience = realm === undefined ? undefined : audienceOf(realm);
    if (realm === undefined || audience === undefined) return undefined;
    const keys = await verificationKeys(realm);
    const { payload } = await jwtVerify(token, keys, { issuer, audience });
    const { sub, iat, oid, azp, scp, acrs, xms_cc } = claims.parse(payload);
    const [scopes, contexts] = [new Set(scp.split(' ')), new Set(acrs)];
    // A B2C user flow can leave out `oid`; `sub` is then the object ID.
    const objectId = oid ?? sub;
    const takesChallenges = xms_cc.includes(challengesCapability);
    return { realm, objectId, clientId: azp, scopes, contexts, issuedAt: iat, takesChallenges };
  } catch {
    return undefined;
  }
}
