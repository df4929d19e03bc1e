import { graphPermissions } from './graph-permissions.ts';
import type { Tenant } from './model.ts';

/** Scopes of OpenID Connect itself; they belong to no resource. */
export const openIdScopes = ['openid', 'profile', 'email', 'offline_access'] as const;
/** The resource that a scope without a prefix belongs to, and its client ID. */
export const graph = {
  uri: 'https://graph.microsoft.com',
  appId: '00000003-0000-0000-c000-000000000000',
  /** Its access tokens are of version 1.0, and say whether an app calls as itself. */
  tokenVersion: 1,
  optionalClaims: ['idtyp', 'xms_cc'],
  scopes: graphPermissions.flatMap(({ value, scopeId }) => (scopeId === undefined ? [] : [value])),
} as const;

const known: ReadonlySet<string> = new Set(openIdScopes);
export const isOpenIdScope = (scope: string): boolean => known.has(scope);

/** The parts of a space-separated scope parameter. */
export const scopeList = (scope: unknown): string[] =>
  typeof scope === 'string' ? [...new Set(scope.split(' ').filter(Boolean))] : [];

/** Scopes that only an administrator may agree to. */
const forAdministrators = new Set(
  graphPermissions.flatMap(({ value, forAdministrators }) =>
    forAdministrators ? [value, `${graph.uri}/${value}`] : [],
  ),
);

/** Whether only an administrator may agree to a scope: to these anywhere, and to all where the users are customers. */
export const needsAdministrator = ({ consent }: Tenant, scope: string): boolean =>
  consent !== 'person' || forAdministrators.has(scope);

const clientId = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a scope is an app's client ID alone: Azure AD B2C's scope for the app itself. */
export const isClientIdScope = (scope: string): boolean => clientId.test(scope);

const urn = 'urn:uuid:';

/** The client ID of a resource that was named by it, as `resourceOf` puts it. */
export const clientIdIn = (resource: string): string | undefined =>
  resource.startsWith(urn) ? resource.slice(urn.length) : undefined;

/**
 * The resource of one scope: `api://id/Tasks.Read` is `api://id`, `User.Read` is Graph. An API can also be
 * named by its client ID, which becomes a URN (RFC 9562 §4): oidc-provider takes a URI only.
 */
export function resourceOf(scope: string): string {
  const slash = scope.lastIndexOf('/');
  const named = slash > 0 ? scope.slice(0, slash) : scope;
  if (clientId.test(named)) return urn + named.toLowerCase();
  return slash > 0 ? named : graph.uri;
}

/** The resources of several scopes, each once, in the order asked for. */
export const resourcesOf = (scopes: readonly string[]): string[] => [
  ...new Set(scopes.filter((scope) => !isOpenIdScope(scope)).map(resourceOf)),
];

/** `Tasks.Read` of `api://id/Tasks.Read`: the form in the claim `scp`. */
export const shortScope = (scope: string): string => scope.slice(scope.lastIndexOf('/') + 1);

/** Whether a scope asks for everything of its API that has consent. */
export const isDefaultScope = (scope: string): boolean => shortScope(scope) === '.default';
