import type {
  AccessToken,
  ClientCredentials,
  JWTStructured,
  KoaContextWithOIDC,
} from 'oidc-provider';
import { z } from 'zod';
import { derivedId } from '../../directory/derived-id.ts';
import { graph, scopeList, shortScope } from '../../directory/scopes.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';
import { claimsAsSet } from './claims-as-set.ts';
import { b2cClaims, nameAtHome, organizationClaims, subjectFor } from './id-token-claims.ts';
import { requestedClaims, satisfiedContexts } from './requested-claims.ts';

const issued = z.looseObject({
  aud: z.string(),
  iat: z.number(),
  client_id: z.string(),
  jti: z.string(),
  scope: z.string().optional(),
});

/** Turns oidc-provider's access token into one with the claims of Entra's (scp, oid, tid, azp, roles). */
export async function dressAccessToken(
  realm: Realm,
  ctx: KoaContextWithOIDC,
  token: AccessToken | ClientCredentials,
  jwt: JWTStructured,
): Promise<void> {
  const { client_id: clientId, jti, scope, ...payload } = issued.parse(jwt.payload);
  const { tenant, directory } = realm;
  const user = await directory.user('accountId' in token ? token.accountId : undefined);
  const { route, said } = contextOf(ctx);
  // The authorization endpoint asks the app for no proof.
  const { claims, proof = '0' } = said;
  const scopes = scopeList(scope).filter((each) => each !== 'offline_access');
  const scp = scopes.map(shortScope).join(' ');
  jwt.header = { typ: 'JWT' };
  if (tenant.dialect === 'b2c' && user !== undefined) {
    // B2C has no `uti`; here it tells apart two tokens of the same second.
    const issuedTo = { ...payload, nbf: payload.iat, azp: clientId, scp, uti: jti };
    const claims = { ...issuedTo, ...b2cClaims(user, route.userFlow) };
    jwt.payload = await claimsAsSet(realm, route.userFlow, claims);
    return;
  }
  const { capabilities } = requestedClaims(claims);
  const contexts = satisfiedContexts(ctx);
  const common = {
    ...payload,
    nbf: payload.iat,
    tid: tenant.id,
    ver: payload.aud === graph.appId ? '1.0' : '2.0',
    azp: clientId,
    azpacr: proof,
    uti: jti,
    ...(capabilities.length > 0 ? { xms_cc: capabilities } : {}),
  };
  if (user === undefined) {
    const app = await directory.registration(clientId);
    const servicePrincipal = derivedId(tenant.id, 'service principal', clientId);
    const roles = app?.appPermissions[payload.aud];
    const given = roles === undefined ? {} : { roles };
    const subject = { idtyp: 'app', oid: servicePrincipal, sub: servicePrincipal };
    jwt.payload = { ...common, ...subject, ...given };
    return;
  }
  const roles = user.roles?.[payload.aud];
  jwt.payload = {
    ...common,
    oid: user.objectId,
    sub: subjectFor(tenant, user.objectId, payload.aud),
    name: user.name,
    preferred_username: nameAtHome(user),
    scp,
    ...(contexts.length > 0 ? { acrs: contexts } : {}),
    ...(roles === undefined ? {} : { roles }),
    ...organizationClaims(user, await directory.registration(payload.aud)),
  };
}
