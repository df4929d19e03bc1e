import { z } from 'zod';
import { signInAudienceOf } from '../../../directory/account-types.ts';
import type { Registration, Tenant } from '../../../directory/model.ts';
import { inTenant } from '../../../directory/new-registration.ts';
import { redirectUrisOf } from '../../../directory/redirect-uris.ts';
import { graph } from '../../../directory/scopes.ts';
import { microsoftServices } from '../../../directory/tenant-ids.ts';
import { collectionAnswer, countAnswer, type Entry, entityAnswer } from '../odata/answers.ts';
import { bodyOf } from '../odata/body.ts';
import type { EntityType, Values } from '../odata/entity-type.ts';
import { alreadyExists, denied, GraphError, notFound } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, noContent } from '../odata/graph-request.ts';
import { type Api, apisOf } from './apis.ts';
import { shownCertificates, shownSecrets } from './credentials.ts';
import { shownRoles, shownScopes, shownUris } from './exposed-api.ts';
import { keyAt, mayChange, requireOwned } from './find-application.ts';

export const servicePrincipalType: EntityType = {
  name: 'microsoft.graph.servicePrincipal',
  resource: 'ServicePrincipal',
  filterable: ['id', 'appId', 'displayName', 'servicePrincipalNames', 'tags'],
  sortableIfAdvanced: ['displayName', 'createdDateTime', 'deletedDateTime'],
  relationships: [
    'appRoleAssignedTo',
    'appRoleAssignments',
    'memberOf',
    'oauth2PermissionGrants',
    'ownedObjects',
    'owners',
  ],
};

/** An app that the tenant knows, with what it offers as an API; Microsoft Graph has no registration. */
export interface Principal {
  api: Api;
  app: Registration | undefined;
}

export async function principalsOf(request: GraphRequest): Promise<Principal[]> {
  const { realm } = request;
  const apps = await realm.directory.registrations();
  return (await apisOf(realm))
    .map((api) => ({ api, app: apps.find(({ clientId }) => clientId === api.clientId) }))
    .filter(({ app }) => app?.withoutServicePrincipal !== true);
}

/** @throws GraphError */
export async function principalAt(request: GraphRequest): Promise<Principal> {
  const key = keyAt(request);
  const principals = await principalsOf(request);
  const found = principals.find(({ api }) => key.matches(api.servicePrincipalId, api.clientId));
  if (found === undefined) throw notFound(key.text);
  return found;
}

const isOwn = (app: Registration | undefined): app is Registration =>
  app !== undefined && app.homeTenant === undefined;

const principalValues = (tenant: Tenant, { api, app }: Principal): Values => ({
  id: api.servicePrincipalId,
  deletedDateTime: null,
  accountEnabled: true,
  alternativeNames: [],
  appDescription: app?.description ?? null,
  appDisplayName: api.name,
  appId: api.clientId,
  applicationTemplateId: null,
  appOwnerOrganizationId: app === undefined ? microsoftServices : (app.homeTenant ?? tenant.id),
  appRoleAssignmentRequired: app?.assignmentRequired === true,
  createdDateTime: app?.createdAt ?? null,
  description: null,
  disabledByMicrosoftStatus: null,
  displayName: api.name,
  homepage: app?.homePage ?? null,
  loginUrl: null,
  logoutUrl: app?.frontChannelLogoutUri ?? null,
  notes: null,
  notificationEmailAddresses: [],
  preferredSingleSignOnMode: null,
  preferredTokenSigningKeyThumbprint: null,
  replyUrls: app === undefined ? [] : redirectUrisOf(app),
  servicePrincipalNames: [...(app === undefined ? [graph.uri] : shownUris(app)), api.clientId],
  servicePrincipalType: 'Application',
  signInAudience: app === undefined ? 'AzureADMultipleOrgs' : signInAudienceOf(app),
  tags: app?.tags ?? [],
  tokenEncryptionKeyId: null,
  samlSingleSignOnSettings: null,
  addIns: [],
  appRoles: shownRoles(api),
  info: {
    logoUrl: null,
    marketingUrl: null,
    privacyStatementUrl: null,
    supportUrl: null,
    termsOfServiceUrl: null,
  },
  // A service principal has none of the registration's, which stay in the home tenant.
  keyCredentials: isOwn(app) ? shownCertificates(app) : [],
  oauth2PermissionScopes: shownScopes(api),
  passwordCredentials: isOwn(app) ? shownSecrets(app) : [],
  resourceSpecificApplicationPermissions: [],
  verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
});

export const principalEntry = (tenant: Tenant, principal: Principal): Entry => ({
  id: principal.api.servicePrincipalId,
  values: principalValues(tenant, principal),
});

const entries = async (request: GraphRequest): Promise<Entry[]> =>
  (await principalsOf(request)).map((each) => principalEntry(request.realm.tenant, each));

export async function listServicePrincipals(request: GraphRequest): Promise<GraphAnswer> {
  const all = await entries(request);
  return collectionAnswer(request, 'servicePrincipals', servicePrincipalType, all);
}

export async function countServicePrincipals(request: GraphRequest): Promise<GraphAnswer> {
  return countAnswer(request, servicePrincipalType, await entries(request));
}

const shown = (request: GraphRequest, principal: Principal, status = 200): GraphAnswer => {
  const values = principalValues(request.realm.tenant, principal);
  return entityAnswer(request, 'servicePrincipals', servicePrincipalType, values, status);
};

export async function getServicePrincipal(request: GraphRequest): Promise<GraphAnswer> {
  return shown(request, await principalAt(request));
}

/** What can be changed: the practice tenant has no disabled apps. */
const changes = z.strictObject({
  tags: z.array(z.string()).optional(),
  accountEnabled: z.literal(true).optional(),
  appRoleAssignmentRequired: z.boolean().optional(),
});

const sent = changes.extend({
  appId: z.string(),
  displayName: z.string().nullish(),
  servicePrincipalType: z.literal('Application').nullish(),
});

export async function createServicePrincipal(request: GraphRequest): Promise<GraphAnswer> {
  const { realm, root, caller } = request;
  const body = await bodyOf(request, sent, 'ServicePrincipal');
  const { appId } = body;
  const clientId = appId.toLowerCase();
  const app = await realm.directory.registration(clientId);
  const exists = clientId === graph.appId || (app && app.withoutServicePrincipal !== true);
  if (exists) {
    throw alreadyExists(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  }
  if (!mayChange(request, app?.owners)) throw notOwned();
  if (app === undefined) throw withoutApplication(appId);
  const owned = { ...inTenant(app), servicePrincipalOwners: [caller.objectId] };
  await realm.directory.saveRegistration({ ...owned, ...kept(body) });
  const created = (await principalsOf(request)).find(({ api }) => api.clientId === clientId);
  if (created === undefined) throw notFound(appId);
  const location = `${root}/servicePrincipals/${created.api.servicePrincipalId}`;
  return { ...shown(request, created, 201), headers: { location } };
}

/** Callers who may do this only for their own apps aren't told whether another app exists. */
const notOwned = (): GraphError =>
  new GraphError(
    403,
    'Authorization_RequestDenied',
    // prose-ignore: Microsoft Graph's own words
    'When using this permission, the backing application of the service principal being created must in the local tenant',
  );

const withoutApplication = (appId: string): GraphError =>
  new GraphError(
    400,
    'Request_BadRequest',
    `The appId '${appId}' of the service principal does not reference a valid application object.`,
    { cause: { code: 'NoBackingApplicationObject', target: 'appId' } },
  );

export async function updateServicePrincipal(request: GraphRequest): Promise<GraphAnswer> {
  const app = await ownAppAt(request);
  const sentChanges = await bodyOf(request, changes, 'ServicePrincipal');
  await request.realm.directory.saveRegistration({ ...app, ...kept(sentChanges) });
  return noContent;
}

const kept = ({ tags, appRoleAssignmentRequired }: z.infer<typeof changes>) => ({
  ...(tags && { tags }),
  ...(appRoleAssignmentRequired !== undefined && {
    assignmentRequired: appRoleAssignmentRequired,
  }),
});

/** @throws GraphError */
async function ownAppAt(request: GraphRequest): Promise<Registration> {
  const { app } = await principalAt(request);
  if (app === undefined) throw denied('Microsoft Graph belongs to every tenant.');
  requireOwned(request, app.servicePrincipalOwners);
  return app;
}

/** Takes with it what the app was allowed to do. */
export async function deleteServicePrincipal(request: GraphRequest): Promise<GraphAnswer> {
  const { directory, consents, tenant } = request.realm;
  const app = await ownAppAt(request);
  for (const { objectId, clientId } of await consents.all()) {
    if (clientId === app.clientId) await consents.replace(objectId, app, []);
  }
  const nothing = {
    adminConsent: [],
    appPermissions: {},
    servicePrincipalOwners: [],
    withoutServicePrincipal: true,
    ...(tenant.addsAppsToUserFlow && { withoutUserFlow: true }),
  };
  await directory.saveRegistration({ ...app, ...nothing });
  return noContent;
}
