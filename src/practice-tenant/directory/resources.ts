import { EntraError } from '../errors/entra-error.ts';
import type { Directory } from './directory.ts';
import type { Registration, Tenant } from './model.ts';
import {
  clientIdIn,
  graph,
  isClientIdScope,
  isOpenIdScope,
  openIdScopes,
  resourceOf,
  resourcesOf,
  shortScope,
} from './scopes.ts';
import { asShown } from './shown-names.ts';

export interface Resource {
  uri: string;
  /** Its client ID. */
  appId: string;
  /** The `aud` of access tokens for it. */
  audience: string;
  /** Every scope as a client may write it, `.default` included. */
  scopes: readonly string[];
  /** The version of access tokens for it. */
  tokenVersion: 1 | 2;
  /** What it asks for in access tokens. */
  optionalClaims: readonly string[] | undefined;
  /** Its registration, except for Graph. */
  api?: Registration;
}

/** How a client may write Graph's scopes. */
const scopesOfGraph: readonly string[] = [
  ...openIdScopes,
  ...graph.scopes,
  ...[...graph.scopes, '.default'].map((scope) => `${graph.uri}/${scope}`),
];

/**
 * @param forApp whether an app asks for itself: every tenant has Graph for apps, even B2C
 * @throws EntraError AADSTS500011 when nothing in the tenant exposes the resource, and AADSTS650052 when
 * an app of another organization does that has no service principal here
 */
export async function findResource(
  tenant: Tenant,
  directory: Directory,
  uri: string,
  forApp = false,
): Promise<Resource> {
  const { appId, tokenVersion, optionalClaims } = graph;
  if (uri === graph.uri && (tenant.hasGraph || forApp)) {
    return { uri, appId, audience: appId, scopes: scopesOfGraph, tokenVersion, optionalClaims };
  }
  const apps = await directory.registrations();
  const named = clientIdIn(uri);
  const isIt = ({ clientId, exposedApi }: Registration) =>
    named === undefined ? exposedApi?.identifierUri === uri : clientId === named;
  const api = apps.find(isIt);
  if (api === undefined) {
    const foreign = forApp ? undefined : (await directory.foreignApps()).find(isIt);
    if (foreign !== undefined) throw withoutServicePrincipal(tenant, asShown(tenant, foreign));
    const sent = named ?? uri;
    const values = { resource: sent, tenant: tenant.domain, scope: sent };
    const registered = apps.flatMap(({ exposedApi }) => exposedApi?.identifierUri ?? []);
    throw new EntraError('AADSTS500011', values, { name: 'resource', sent, registered });
  }
  // Azure AD B2C has a format of its own, and no setting for it.
  const version = tenant.dialect === 'b2c' ? 2 : (api.accessTokenVersion ?? 1);
  const prefix = named ?? uri;
  const scopes = [...(api.exposedApi?.scopes ?? []), '.default'].map(
    (scope) => `${prefix}/${scope}`,
  );
  return {
    uri,
    appId: api.clientId,
    // Version 1.0 names the API as the request does.
    audience: version === 1 ? prefix : api.clientId,
    scopes: named !== undefined && !tenant.hasGraph ? [...scopes, named] : scopes,
    tokenVersion: version,
    optionalClaims: api.optionalClaims?.accessToken,
    api,
  };
}

const withoutServicePrincipal = ({ id }: Tenant, { clientId, name }: Registration): EntraError =>
  new EntraError(
    'AADSTS650052',
    { api: clientId, name, tenant: id },
    { name: 'API', sent: clientId, registered: [] },
  );

/**
 * Without Graph, which is B2C, there is no resource that a bare scope could belong to, and the scopes of
 * one API at a time are taken.
 * @throws EntraError AADB2C90055, AADB2C90146
 */
export function requireOneResource({ hasGraph }: Tenant, scopes: readonly string[]): void {
  if (hasGraph) return;
  const own = scopes.filter((scope) => !isOpenIdScope(scope));
  const bare = own.find((scope) => !scope.includes('/') && !isClientIdScope(scope));
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

/** @throws EntraError AADSTS500011, AADSTS650052, or AADSTS650053 when a scope belongs to nothing here */
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
