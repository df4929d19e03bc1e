import type { KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { findResource, requireOneResource } from '../../directory/resources.ts';
import { graph, resourcesOf, scopeList } from '../../directory/scopes.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';

const anHour = 3600;
/** Microsoft names up to 28 hours. */
const aDay = 86_400;

/**
 * An API as oidc-provider wants to see it. Graph can take back a token of an app that can handle a
 * claims challenge, so such a token lives longer.
 * @throws EntraError AADSTS500011, AADSTS650052
 */
export async function resourceServerInfo(
  realm: Realm,
  uri: string,
  ctx: KoaContextWithOIDC,
): Promise<ResourceServer> {
  const { said } = contextOf(ctx);
  const forApp = ctx.oidc.params?.['grant_type'] === 'client_credentials';
  const { scopes, audience } = await findResource(realm.tenant, realm.directory, uri, forApp);
  const isByAddress = scopeList(said.scope).some((scope) => scope.startsWith(`${graph.uri}/`));
  const canBeRevoked =
    realm.tenant.hasContinuousAccess && uri === graph.uri && said.takesChallenges === true;
  return {
    scope: scopes.join(' '),
    // Graph's tokens name it as the request does.
    audience: uri === graph.uri && isByAddress ? graph.uri : audience,
    accessTokenFormat: 'jwt',
    accessTokenTTL: canBeRevoked ? aDay : anHour,
    jwt: { sign: { alg: 'RS256' } },
  };
}

/**
 * Entra has no `resource` parameter (RFC 8707): scopes name their resource. An authorization request
 * may name several; a token is for one, the one that the token request names.
 */
export function defaultResource(
  realm: Realm,
  ctx: KoaContextWithOIDC,
  granted: readonly string[] | undefined,
): string | string[] | undefined {
  const { params = {} } = ctx.oidc;
  const scopes = scopeList(params['scope'] ?? contextOf(ctx).said.scope);
  requireOneResource(realm.tenant, scopes);
  const wanted = resourcesOf(scopes);
  if (granted !== undefined) return wanted.find((uri) => granted.includes(uri)) ?? granted[0];
  if (params['grant_type'] === 'client_credentials') return wanted[0];
  if (wanted.length > 0) return wanted;
  return realm.tenant.hasGraph ? [graph.uri] : undefined;
}
