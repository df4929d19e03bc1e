import { derivedId } from '../../../directory/derived-id.ts';
import { graphPermissions, openIdPermissions } from '../../../directory/graph-permissions.ts';
import type { AppRole, Registration, ScopeDetails, Tenant } from '../../../directory/model.ts';
import { servicePrincipalId } from '../../../directory/object-ids.ts';
import { graph, isOpenIdScope, resourceOf, shortScope } from '../../../directory/scopes.ts';
import type { Realm } from '../../../tenant/realm.ts';

/** An API of the tenant: Microsoft Graph, or one that a registration exposes. */
export interface Api {
  clientId: string;
  name: string;
  servicePrincipalId: string;
  scopes: readonly Scope[];
  roles: readonly AppRole[];
  /** The scope as consents and registrations keep it. */
  kept(value: string): string;
  /** Whether a scope, as it is kept, is one of this API's. */
  owns(scope: string): boolean;
}

export interface Scope extends ScopeDetails {
  /** The short name. */
  value: string;
}

/** @returns Microsoft Graph first */
export async function apisOf({ tenant, directory }: Realm): Promise<Api[]> {
  const apps = await directory.registrations();
  return [graphApi(tenant), ...apps.map((app) => apiOf(tenant, app))];
}

/** With the scopes of OpenID Connect, which the real service counts as Graph's too. */
function graphApi(tenant: Tenant): Api {
  const scopes = [...openIdPermissions, ...graphPermissions].flatMap((each) => {
    const { value, displayName, scopeId, forAdministrators } = each;
    if (scopeId === undefined) return [];
    const type = forAdministrators === true ? ('Admin' as const) : ('User' as const);
    return [{ id: scopeId, value, type, ...inWords(displayName) }];
  });
  const roles = graphPermissions.flatMap(({ value, displayName, roleId }) =>
    roleId === undefined
      ? []
      : [{ id: roleId, value, displayName, description: displayName, ...forApps }],
  );
  return {
    clientId: graph.appId,
    name: 'Microsoft Graph',
    servicePrincipalId: servicePrincipalId(tenant, graph.appId),
    scopes,
    roles,
    kept: (value) => value,
    owns: (scope) => isOpenIdScope(scope) || resourceOf(scope) === graph.uri,
  };
}

const forApps = { allowedMemberTypes: ['Application'] } as const;

const inWords = (text: string) => ({
  adminConsentDisplayName: text,
  adminConsentDescription: text,
  userConsentDisplayName: text,
  userConsentDescription: text,
});

export function apiOf(tenant: Tenant, { clientId, name, exposedApi, appRoles = [] }: Registration) {
  const { identifierUri = clientId, scopes = [], details = {} } = exposedApi ?? {};
  return {
    clientId,
    name,
    servicePrincipalId: servicePrincipalId(tenant, clientId),
    scopes: scopes.map((value) => ({
      value,
      ...(details[value] ?? {
        id: derivedId(clientId, 'scope', value),
        type: 'User' as const,
        ...inWords(value),
      }),
    })),
    roles: appRoles,
    kept: (value) => `${identifierUri}/${value}`,
    owns: (scope) =>
      !isOpenIdScope(scope) && resourceOf(scope) === resourceOf(`${identifierUri}/x`),
  } satisfies Api;
}

/** A role that was assigned by its value before the API defined it has an ID that follows from it. */
export const roleOf = ({ clientId, roles }: Api, value: string): Pick<AppRole, 'id' | 'value'> =>
  roles.find((each) => each.value === value) ?? { id: derivedId(clientId, 'role', value), value };

/** The scopes of a list that are an API's, in their short names. */
export const shortScopesOf = (api: Api, scopes: readonly string[]): string[] => [
  ...new Set(scopes.filter(api.owns).map(shortScope)),
];
