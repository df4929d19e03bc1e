import type { Context } from 'oidc-provider';
import { z } from 'zod';
import { graph, scopeList, shortScope } from '../directory/scopes.ts';
import { nameAtHome, organizationClaims, providerClaim } from './id-token-claims.ts';
import type { Realm } from './realm.ts';
import { requestedClaims } from './requested-claims.ts';
import { routeOf } from './routed-request.ts';
import { satisfiedContexts } from './step-up.ts';
import { subjectFor } from './subjects.ts';

const issued = z.looseObject({
  aud: z.string(),
  iat: z.number(),
  client_id: z.string(),
  jti: z.string(),
  scope: z.string().optional(),
});

interface Jwt {
  header: Record<string, unknown> | undefined;
  payload: Record<string, unknown>;
}

/** Turns oidc-provider's access token into one with the claims of Entra's (scp, oid, tid, azp, roles). */
export async function dressAccessToken(
  realm: Realm,
  ctx: Context | undefined,
  token: { accountId?: string },
  jwt: Jwt,
): Promise<void> {
  const { client_id: clientId, jti, scope, ...payload } = issued.parse(jwt.payload);
  const { tenant, directory } = realm;
  const user = await directory.user(token.accountId);
  const userFlow = routeOf(ctx?.req).userFlow;
  const { capabilities } = requestedClaims(routeOf(ctx?.req).claims);
  const contexts = satisfiedContexts(ctx);
  const flow = userFlow === undefined ? {} : { tfp: userFlow.id };
  const common = {
    ...payload,
    nbf: payload.iat,
    tid: tenant.id,
    ver: payload.aud === graph.appId ? '1.0' : '2.0',
    azp: clientId,
    azpacr: '1',
    uti: jti,
    ...(capabilities.length > 0 ? { xms_cc: capabilities } : {}),
    ...flow,
  };
  jwt.header = { typ: 'JWT' };
  if (user === undefined) {
    const app = await directory.registration(clientId);
    const servicePrincipal = subjectFor(tenant, 'service-principal', clientId);
    const roles = app?.appPermissions[payload.aud] ?? [];
    jwt.payload = { ...common, idtyp: 'app', oid: servicePrincipal, sub: servicePrincipal, roles };
    return;
  }
  const roles = user.roles?.[payload.aud];
  const scopes = scopeList(scope).filter((each) => each !== 'offline_access');
  jwt.payload = {
    ...common,
    oid: user.objectId,
    sub: subjectFor(tenant, user.objectId, payload.aud),
    name: user.name,
    preferred_username: nameAtHome(user),
    scp: scopes.map(shortScope).join(' '),
    ...(contexts.length > 0 ? { acrs: contexts } : {}),
    ...(roles === undefined ? {} : { roles }),
    ...providerClaim(user),
    ...organizationClaims(user, await directory.registration(payload.aud)),
  };
}
