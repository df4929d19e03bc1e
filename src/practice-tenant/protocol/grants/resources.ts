import type { KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { findResource, requireOneResource } from '../../directory/resources.ts';
import { graph, resourcesOf, scopeList } from '../../directory/scopes.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';

/** An API as oidc-provider wants to see it. @throws EntraError AADSTS500011 */
export async function resourceServerInfo(realm: Realm, uri: string): Promise<ResourceServer> {
  const { scopes, audience } = await findResource(realm.tenant, realm.directory, uri);
  return {
    scope: scopes.join(' '),
    audience,
    accessTokenFormat: 'jwt',
    accessTokenTTL: 3600,
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
