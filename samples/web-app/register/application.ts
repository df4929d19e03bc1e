import { randomUUID } from 'node:crypto';
import type { Blueprint } from './blueprint.ts';
import type { Api, Application } from './graph-resources.ts';
import type { Settings } from './settings.ts';
import type { SignedInTenant } from './tenant.ts';

/** The service principals of the APIs, by client ID. */
export type Apis = ReadonlyMap<string, Api>;

const audiences = {
  one: 'AzureADMyOrg',
  organizations: 'AzureADMultipleOrgs',
  common: 'AzureADandPersonalMicrosoftAccount',
  consumers: 'PersonalMicrosoftAccount',
} as const;

/** A new application is what is missing from one that has nothing. */
const empty: Application = {
  id: '',
  appId: '',
  tags: [],
  identifierUris: [],
  web: { redirectUris: [] },
  appRoles: [],
  requiredResourceAccess: [],
  passwordCredentials: [],
  keyCredentials: [],
};

/** Without the identifier URI of an API: it names the client ID, which isn't known yet. */
export const newApplication = (
  blueprint: Blueprint,
  settings: Settings,
  tenant: SignedInTenant,
  apis: Apis,
  tag: string,
): Record<string, unknown> => differences(empty, blueprint, settings, tenant, apis, tag);

/**
 * What to send so that the application has everything it needs. What else it has stays, such as redirect
 * URIs that the developer added.
 */
export function differences(
  application: Application,
  blueprint: Blueprint,
  settings: Settings,
  tenant: SignedInTenant,
  apis: Apis,
  tag: string,
): Record<string, unknown> {
  const audience =
    settings.tenantType === 'b2c' ? audiences.common : audiences[settings.accountTypes];
  const changes: Record<string, unknown> = {};
  if (application.displayName !== settings.name) changes['displayName'] = settings.name;
  if (application.signInAudience !== audience) changes['signInAudience'] = audience;
  if (!application.tags.includes(tag)) changes['tags'] = [...application.tags, tag];
  return {
    ...changes,
    ...web(application, blueprint, settings),
    ...optionalClaims(application, blueprint),
    ...permissions(application, blueprint, apis),
    ...appRoles(application, blueprint),
    ...api(application, blueprint, tenant, audience),
  };
}

export const redirectUrisOf = ({ redirectPaths }: Blueprint, { url }: Settings): string[] =>
  redirectPaths.map((path) => url + path);

function web({ web: current }: Application, blueprint: Blueprint, settings: Settings): object {
  const missing = redirectUrisOf(blueprint, settings).filter(
    (uri) => !current.redirectUris.includes(uri),
  );
  const { frontChannelLogoutPath } = blueprint;
  const logoutUrl =
    frontChannelLogoutPath && settings.url.startsWith('https:')
      ? settings.url + frontChannelLogoutPath
      : undefined;
  const changes = {
    ...(missing.length > 0 && { redirectUris: [...current.redirectUris, ...missing] }),
    ...(logoutUrl && current.logoutUrl !== logoutUrl && { logoutUrl }),
  };
  return Object.keys(changes).length > 0 ? { web: changes } : {};
}

function optionalClaims({ optionalClaims: current }: Application, wanted: Blueprint): object {
  const idToken = current?.idToken ?? [];
  const missing = wanted.idTokenClaims.filter(
    (claim) => !idToken.some(({ name }) => name === claim),
  );
  if (missing.length === 0) return {};
  const claims = [...idToken, ...missing.map((name) => ({ name, essential: false }))];
  return { optionalClaims: { ...current, idToken: claims } };
}

/** @throws an Error if the API doesn't offer a scope */
export function scopeId(apis: Apis, api: string, scope: string): string {
  const found = apis.get(api)?.oauth2PermissionScopes.find(({ value }) => value === scope);
  if (found) return found.id;
  throw new Error(`The API ${api} has no scope ${scope} in this tenant.`);
}

function permissions(
  { requiredResourceAccess: current }: Application,
  blueprint: Blueprint,
  apis: Apis,
): object {
  const all = current.map((each) => ({ ...each, resourceAccess: [...each.resourceAccess] }));
  let isChanged = false;
  for (const { api, scopes } of blueprint.permissions) {
    let entry = all.find(({ resourceAppId }) => resourceAppId === api);
    if (entry === undefined) {
      entry = { resourceAppId: api, resourceAccess: [] };
      all.push(entry);
    }
    for (const scope of scopes) {
      const id = scopeId(apis, api, scope);
      if (entry.resourceAccess.some((each) => each.id === id)) continue;
      entry.resourceAccess.push({ id, type: 'Scope' });
      isChanged = true;
    }
  }
  return isChanged ? { requiredResourceAccess: all } : {};
}

function appRoles({ appRoles: current }: Application, blueprint: Blueprint): object {
  const missing = blueprint.appRoles.filter(
    (role) => !current.some(({ value }) => value === role.value),
  );
  if (missing.length === 0) return {};
  const made = missing.map((role) => ({
    ...role,
    id: randomUUID(),
    isEnabled: true,
  }));
  return { appRoles: [...current, ...made] };
}

function api(
  application: Application,
  { exposedScopes, identifierUri }: Blueprint,
  tenant: SignedInTenant,
  audience: string,
): object {
  const current = application.api?.oauth2PermissionScopes ?? [];
  const missing = exposedScopes.filter(
    (scope) => !current.some(({ value }) => value === scope.value),
  );
  const made = missing.map(({ value, displayName, description }) => ({
    id: randomUUID(),
    value,
    type: 'User',
    isEnabled: true,
    userConsentDisplayName: displayName,
    userConsentDescription: description,
    adminConsentDisplayName: displayName,
    adminConsentDescription: description,
  }));
  // Required for personal accounts, and what the samples' APIs check.
  const needsVersion = exposedScopes.length > 0 || /Personal/.test(audience);
  const changes = {
    ...(made.length > 0 && { oauth2PermissionScopes: [...current, ...made] }),
    ...(needsVersion &&
      application.api?.requestedAccessTokenVersion !== 2 && { requestedAccessTokenVersion: 2 }),
  };
  const uri = identifierUri(application.appId, tenant);
  const needsUri =
    exposedScopes.length > 0 && application.appId !== '' && application.identifierUris.length === 0;
  return {
    ...(Object.keys(changes).length > 0 && { api: changes }),
    ...(needsUri && { identifierUris: [uri] }),
  };
}
