import type { Registration, Tenant } from '../../../directory/model.ts';
import { newRegistration } from '../../../directory/new-registration.ts';
import { applicationId } from '../../../directory/object-ids.ts';
import { ownRegistrations } from '../../../directory/own-registrations.ts';
import { collectionAnswer, countAnswer, type Entry, entityAnswer } from '../odata/answers.ts';
import { bodyOf } from '../odata/body.ts';
import { alreadyExists, badRequest, notFound } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, idAt, noContent } from '../odata/graph-request.ts';
import { apisOf } from './apis.ts';
import { applicationBody, applicationType, applicationValues, changed } from './application.ts';
import { shownCertificates } from './credentials.ts';
import {
  applicationAt,
  requireOwned,
  withObjectIds,
  writableApplicationAt,
} from './find-application.ts';

async function entries({ realm }: GraphRequest): Promise<Entry[]> {
  const { tenant, directory } = realm;
  const apis = await apisOf(realm);
  return withObjectIds(tenant, await ownRegistrations(directory)).map(({ id, app }) => ({
    id,
    values: applicationValues(tenant, app, apis),
  }));
}

export async function listApplications(request: GraphRequest): Promise<GraphAnswer> {
  return collectionAnswer(request, 'applications', applicationType, await entries(request));
}

export async function countApplications(request: GraphRequest): Promise<GraphAnswer> {
  return countAnswer(request, applicationType, await entries(request));
}

/** A certificate itself is shown to a request that selects it. */
export async function getApplication(request: GraphRequest): Promise<GraphAnswer> {
  const { realm, url } = request;
  const app = await applicationAt(request);
  const values = applicationValues(realm.tenant, app, await apisOf(realm));
  const selected = url.searchParams.get('$select')?.split(',') ?? [];
  const isSelected = selected.some((each) => each.trim().toLowerCase() === 'keycredentials');
  const keyCredentials = shownCertificates(app, isSelected);
  return entityAnswer(request, 'applications', applicationType, { ...values, keyCredentials });
}

async function shown(request: GraphRequest, app: Registration, status = 200): Promise<GraphAnswer> {
  const { realm } = request;
  const values = applicationValues(realm.tenant, app, await apisOf(realm));
  return entityAnswer(request, 'applications', applicationType, values, status);
}

export async function createApplication(request: GraphRequest): Promise<GraphAnswer> {
  const { realm, caller, root, now } = request;
  const { tenant, directory } = realm;
  const sent = await bodyOf(request, applicationBody, 'Application');
  if (sent.displayName === undefined) {
    throw badRequest("A value is required for property 'displayName' of resource 'Application'.");
  }
  const fresh = newRegistration(tenant, sent.displayName, { redirectUris: [] });
  const empty = {
    ...fresh,
    ...defaultAudience(tenant),
    permissions: [],
    owners: [caller.objectId],
    withoutServicePrincipal: true,
    ...(tenant.addsAppsToUserFlow && { withoutUserFlow: true }),
    createdAt: new Date(now).toISOString(),
  };
  const app = changed(tenant, empty, sent, await apisOf(realm));
  await requireOwnUri(request, app);
  await directory.saveRegistration(app);
  const location = `${root}/applications/${applicationId(tenant, app.clientId)}`;
  return { ...(await shown(request, app, 201)), headers: { location } };
}

/** Customers have accounts of the tenant only; everywhere else, Graph begins with the widest audience. */
const defaultAudience = ({ isWorkforce, dialect }: Tenant) =>
  isWorkforce || dialect === 'b2c'
    ? ({ audience: 'anyTenant', personalAccounts: true } as const)
    : {};

export async function updateApplication(request: GraphRequest): Promise<GraphAnswer> {
  const { realm } = request;
  const app = await writableApplicationAt(request);
  const sent = await bodyOf(request, applicationBody, 'Application');
  const result = changed(realm.tenant, app, sent, await apisOf(realm));
  await requireOwnUri(request, result);
  await realm.directory.saveRegistration(result);
  return noContent;
}

/** Two APIs with one URI couldn't be told apart. @throws GraphError */
async function requireOwnUri(
  { realm }: GraphRequest,
  { clientId, exposedApi }: Registration,
): Promise<void> {
  const others = (await realm.directory.registrations()).filter(
    (each) => each.clientId !== clientId,
  );
  const uri = exposedApi?.identifierUri;
  if (uri === undefined || others.every((each) => each.exposedApi?.identifierUri !== uri)) return;
  throw badRequest(
    'Another object with the same value for property identifierUris already exists.',
  );
}

/** The application and its service principal go, and can be restored. */
export async function deleteApplication(request: GraphRequest): Promise<GraphAnswer> {
  await request.realm.directory.removeRegistration(await writableApplicationAt(request));
  return noContent;
}

async function deletedAt(request: GraphRequest): Promise<Registration> {
  const { tenant, directory } = request.realm;
  const wanted = idAt(request, 0);
  const deleted = withObjectIds(tenant, await directory.deletedRegistrations());
  const found = deleted.find(({ id }) => id === wanted.toLowerCase());
  if (found === undefined) throw notFound(wanted);
  return found.app;
}

export async function listDeletedApplications(request: GraphRequest): Promise<GraphAnswer> {
  const { realm } = request;
  const { tenant, directory } = realm;
  const apis = await apisOf(realm);
  const deleted = withObjectIds(tenant, await directory.deletedRegistrations());
  const all = deleted.map(({ id, app }) => ({ id, values: applicationValues(tenant, app, apis) }));
  return collectionAnswer(request, 'applications', applicationType, all);
}

export async function getDeletedItem(request: GraphRequest): Promise<GraphAnswer> {
  const { realm } = request;
  const values = applicationValues(realm.tenant, await deletedAt(request), await apisOf(realm));
  return entityAnswer(request, 'directoryObjects', applicationType, values);
}

/** For an app that may change only those it owns, too. @throws GraphError */
async function writableDeletedAt(request: GraphRequest): Promise<Registration> {
  const app = await deletedAt(request);
  requireOwned(request, app.owners);
  return app;
}

export async function purgeDeletedItem(request: GraphRequest): Promise<GraphAnswer> {
  const { clientId } = await writableDeletedAt(request);
  await request.realm.directory.forgetDeleted(clientId);
  return noContent;
}

export async function restoreDeletedItem(request: GraphRequest): Promise<GraphAnswer> {
  const { tenant, directory } = request.realm;
  const app = await writableDeletedAt(request);
  if ((await directory.registration(app.clientId)) !== undefined) {
    throw alreadyExists(`An application with the appId ${app.clientId} already exists.`);
  }
  await requireOwnUri(request, app);
  await directory.saveRegistration(app);
  await directory.forgetDeleted(app.clientId);
  const values = applicationValues(tenant, app, await apisOf(request.realm));
  return entityAnswer(request, 'directoryObjects', applicationType, values);
}
