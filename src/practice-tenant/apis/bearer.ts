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
  // Tokens of version 1.0, such as Graph's, name the client in `appid`.
  azp: z.string().optional(),
  appid: z.string().optional(),
  scp: z.string().optional(),
  roles: z.array(z.string()).default([]),
  acrs: z.array(z.string()).default([]),
  xms_cc: z.array(z.string()).default([]),
});

export interface Caller {
  realm: Realm;
  /** Of the user; for an app that calls without one, of its service principal. */
  objectId: string;
  /** Whether an app calls without a user. */
  isApp: boolean;
  /** The app that the token was issued to. */
  clientId: string;
  /** Short names, such as `Tasks.Read`. */
  scopes: ReadonlySet<string>;
  /** App roles, which are the permissions of an app without a user. */
  roles: ReadonlySet<string>;
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
 * @param audiencesOf what tokens for the API can name in `aud`, in a tenant
 * @returns undefined when there is no valid token
 */
export async function callerOf(
  request: IncomingMessage,
  realms: readonly Realm[],
  audiencesOf: (realm: Realm) => Promise<string[]> | string[],
): Promise<Caller | undefined> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  try {
    const issuer = decodeJwt(token).iss ?? '';
    const realm = realms.find((each) => issuersOf(each).includes(issuer));
    const audience = realm === undefined ? [] : await audiencesOf(realm);
    if (realm === undefined || audience.length === 0) return undefined;
    const keys = await verificationKeys(realm);
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      currentDate: new Date(realm.clock.now()),
    });
    const { sub, iat, oid, azp, appid, scp, roles, acrs, xms_cc } = claims.parse(payload);
    const clientId = azp ?? appid;
    if (clientId === undefined) return undefined;
    const [scopes, contexts] = [new Set(scp?.split(' ')), new Set(acrs)];
    // A B2C user flow can leave out `oid`; `sub` is then the object ID.
    const objectId = oid ?? sub;
    const takesChallenges = xms_cc.includes(challengesCapability);
    return {
      realm,
      objectId,
      isApp: scp === undefined,
      clientId,
      scopes,
      roles: new Set(roles),
      contexts,
      issuedAt: iat,
      takesChallenges,
    };
  } catch {
    return undefined;
  }
}
