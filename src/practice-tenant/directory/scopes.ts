import { EntraError } from '../errors/entra-error.ts';
import type { Directory } from './directory.ts';
import type { Tenant } from './model.ts';

/** Scopes of OpenID Connect itself; they belong to no resource. */
export const openIdScopes = ['openid', 'profile', 'email', 'offline_access'] as const;
/** The resource that a scope without a prefix belongs to, and its App ID. */
export const graph = {
  uri: 'https://graph.microsoft.com',
  appId: '00000003-0000-0000-c000-000000000000',
  scopes: ['User.Read', 'User.ReadBasic.All', 'Mail.Read', 'People.Read', 'User.Read.All'],
} as const;

const known: ReadonlySet<string> = new Set(openIdScopes);
export const isOpenIdScope = (scope: string): boolean => known.has(scope);

/** The parts of a space-separated scope parameter. */
export const scopeList = (scope: unknown): string[] =>
  typeof scope === 'string' ? [...new Set(scope.split(' ').filter(Boolean))] : [];

/** Scopes that only an administrator may agree to. */
const forAdministrators = new Set(['User.Read.All', `${graph.uri}/User.Read.All`]);

/** Whether only an administrator may agree to a scope: to these anywhere, and to all where people are customers. */
export const needsAdministrator = ({ type }: Tenant, scope: string): boolean =>
  type !== 'entra-id' || forAdministrators.has(scope);

/** The resource of one scope: `api://id/Tasks.Read` is `api://id`, `User.Read` is Graph. */
export function resourceOf(scope: string): string {
  const slash = scope.lastIndexOf('/');
  return slash > 0 ? scope.slice(0, slash) : graph.uri;
}

/** The resources of several scopes, each once, in the order asked for. */
export const resourcesOf = (scopes: readonly string[]): string[] => [
  ...new Set(scopes.filter((scope) => !isOpenIdScope(scope)).map(resourceOf)),
];

/** `Tasks.Read` of `api://id/Tasks.Read`: the form in the claim `scp`. */
export const shortScope = (scope: string): string => scope.slice(scope.lastIndexOf('/') + 1);

export interface Resource {
  uri: string;
  /** The `aud` of access tokens for it. */
  audience: string;
  /** Every scope as a client may write it, `.default` included. */
  scopes: readonly string[];
}

/** @throws EntraError AADSTS500011 when nothing in the tenant exposes the resource */
export async function findResource(
  tenant: Tenant,
  directory: Directory,
  uri: string,
): Promise<Resource> {
  if (uri === graph.uri && tenant.type !== 'b2c') {
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
 * B2C has no resource that a bare scope could belong to, and takes the scopes of one API at a time.
 * @throws EntraError AADB2C90055, AADB2C90146
 */
export function requireOneResource(scopes: readonly string[]): void {
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
  if (tenant.type === 'b2c') requireOneResource(scopes);
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
