import type { IncomingMessage } from 'node:http';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Realm } from '../tenant/realm.ts';

const claims = z.looseObject({
  oid: z.string(),
  azp: z.string(),
  scp: z.string().default(''),
  acrs: z.array(z.string()).default([]),
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
    const issuer = decodeJwt(token).iss;
    const realm = realms.find((each) => each.issuer === issuer);
    const audience = realm === undefined ? undefined : audienceOf(realm);
    if (realm === undefined || audience === undefined) return undefined;
    const keys = createLocalJWKSet({ keys: [realm.key.public] });
    const { payload } = await jwtVerify(token, keys, { issuer: realm.issuer, audience });
    const { oid, azp, scp, acrs } = claims.parse(payload);
    const [scopes, contexts] = [new Set(scp.split(' ')), new Set(acrs)];
    return { realm, objectId: oid, clientId: azp, scopes, contexts };
  } catch {
    return undefined;
  }
}
