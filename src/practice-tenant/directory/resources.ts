import { EntraError } from '../errors/entra-error.ts';
import type { Directory } from './directory.ts';
import type { Tenant } from './model.ts';
import {
  graph,
  isOpenIdScope,
  openIdScopes,
  resourceOf,
  resourcesOf,
  shortScope,
} from './scopes.ts';

export interface Resource {
  uri: string;
  /** The `aud` of access tokens for it. */
  audience: string;
  /** Every scope as a client may write it, `.default` included. */
  scopes: readonly string[];
}

/**
 * @param forApp whether an app asks for itself: every tenant has Graph for apps, even B2C
 * @throws EntraError AADSTS500011 when nothing in the tenant exposes the resource
 */
export async function findResource(
  tenant: Tenant,
  directory: Directory,
  uri: string,
  forApp = false,
): Promise<Resource> {
  if (uri === graph.uri && (tenant.hasGraph || forApp)) {
    const prefixed = [...graph.scopes, '.default'].map((scope) => `${graph.uri}/${scope}`);
    const scopes = [...openIdScopes, ...graph.scopes, ...prefixed];
    return { uri, audience: graph.appId, scopes };
  }
  const apps = await directory.registrations();
  const api = apps.find(({ exposedApi }) => exposedApi?.identifierUri === uri);
  if (api?.exposedApi === undefined) {
    const values = { resource: uri, tenant: tenant.domain, scope: uri };
    const exposed = apps.flatMap(({ exposedApi }) => exposedApi?.identifierUri ?? []);
    throw new EntraError('AADSTS500011', values, {
      name: 'resource',
      sent: uri,
      registered: exposed,
    });
  }
  const scopes = [...api.exposedApi.scopes, '.default'].map((scope) => `${uri}/${scope}`);
  return { uri, audience: api.clientId, scopes };
}

/**
 * Without Graph, which is B2C, there is no resource that a bare scope could belong to, and the scopes of
 * one API at a time are taken.
 * @throws EntraError AADB2C90055, AADB2C90146
 */
export function requireOneResource({ hasGraph }: Tenant, scopes: readonly string[]): void {
  if (hasGraph) return;
  const own = scopes.filter((scope) => !isOpenIdScope(scope));
  const bare = own.find((scope) => !scope.includes('/'));
  if (bare !== undefined)
    throw new EntraError(
      'AADB2C90055',
      { scope: bare },
      { name: 'scope', sent: bare, registered: [] },
    );
  if (resourcesOf(own).length > 1) {
    const scope = own.join(' ');
    throw new EntraError('AADB2C90146', { scope }, { name: 'scope', sent: scope, registered: [] });
  }
}

/** @throws EntraError AADSTS500011 or AADSTS650053 when a scope belongs to nothing here */
export async function checkScopesExist(
  tenant: Tenant,
  directory: Directory,
  scopes: readonly string[],
): Promise<void> {
  requireOneResource(tenant, scopes);
  for (const scope of scopes.filter((each) => !isOpenIdScope(each))) {
    const resource = await findResource(tenant, directory, resourceOf(scope));
    if (!resource.scopes.includes(scope)) {
      throw new EntraError(
        'AADSTS650053',
        { scope: shortScope(scope), resource: resource.audience },
        { name: 'scope', sent: scope, registered: resource.scopes },
      );
    }
  }
}
