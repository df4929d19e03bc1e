import type { Apis } from './application.ts';
import type { Blueprint } from './blueprint.ts';
import { type GraphClient, GraphFailure } from './graph-client.ts';
import {
  Api,
  Application,
  AppOfUserFlow,
  applicationProperties,
  Grant,
  NamedApplication,
  ServicePrincipal,
  UserFlow,
} from './graph-resources.ts';
import { type RegistrationRecord, tagOf } from './record.ts';

const isMissing = (error: unknown): boolean =>
  error instanceof GraphFailure && error.status === 404;
export const isForbidden = (error: unknown): boolean =>
  error instanceof GraphFailure && error.status === 403;

const quoted = (text: string): string => encodeURIComponent(`'${text.replaceAll("'", "''")}'`);

const unlessMissing = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/** The application of the record: by its ID, or by its tag if the response of its creation was lost. */
export async function findApplication(
  graph: GraphClient,
  record: RegistrationRecord,
): Promise<Application | undefined> {
  if (record.application === undefined) return undefined;
  const { objectId } = record.application;
  const known = objectId && (await applicationAt(graph, objectId));
  if (known) return known;
  const [tagged] = await taggedApplications(graph, record);
  return tagged && applicationAt(graph, tagged.id);
}

const applicationAt = (graph: GraphClient, id: string): Promise<Application | undefined> =>
  unlessMissing(graph.get(`/applications/${id}?$select=${applicationProperties}`, Application));

export const taggedApplications = (graph: GraphClient, record: RegistrationRecord) =>
  graph.list(
    `/applications?$filter=tags/any(t:t%20eq%20${quoted(tagOf(record))})&$select=id,appId,tags`,
    NamedApplication,
  );

export const applicationsNamed = (graph: GraphClient, name: string) =>
  graph.list(
    `/applications?$filter=displayName%20eq%20${quoted(name)}&$select=id,appId,tags`,
    NamedApplication,
  );

export const findServicePrincipal = (
  graph: GraphClient,
  clientId: string,
): Promise<ServicePrincipal | undefined> =>
  unlessMissing(
    graph.get(`/servicePrincipals(appId='${clientId}')?$select=id,appId`, ServicePrincipal),
  );

/** @throws an Error if the tenant doesn't know an API */
export async function findApis(graph: GraphClient, blueprint: Blueprint): Promise<Apis> {
  const apis = new Map<string, Api>();
  for (const { api } of [...blueprint.permissions, ...blueprint.consent]) {
    if (apis.has(api)) continue;
    const path = `/servicePrincipals(appId='${api}')?$select=id,oauth2PermissionScopes`;
    const found = await unlessMissing(graph.get(path, Api));
    if (found === undefined)
      throw new Error(`The API with the client ID ${api} has no service principal in this tenant.`);
    apis.set(api, found);
  }
  return apis;
}

/** The consent that there is for all users. */
export async function findGrants(graph: GraphClient, principalId: string): Promise<Grant[]> {
  const grants = await graph.list(
    `/oauth2PermissionGrants?$filter=clientId%20eq%20${quoted(principalId)}`,
    Grant,
  );
  return grants.filter(({ consentType }) => consentType === 'AllPrincipals');
}

const signUpFlow = 'microsoft.graph.externalUsersSelfServiceSignUpEventsFlow';

export async function findUserFlows(graph: GraphClient): Promise<UserFlow[]> {
  const flows = await graph.list('/identity/authenticationEventsFlows', UserFlow);
  return flows.filter((flow) => (flow['@odata.type'] ?? signUpFlow).endsWith(signUpFlow));
}

export const appsOf = (flowId: string): string =>
  `/identity/authenticationEventsFlows/${flowId}/conditions/applications/includeApplications`;

/** The user flow that has the app; an app can be in one only. */
export async function userFlowOf(
  graph: GraphClient,
  flows: readonly UserFlow[],
  clientId: string,
): Promise<UserFlow | undefined> {
  for (const flow of flows) {
    const apps = await graph.list(appsOf(flow.id), AppOfUserFlow);
    if (apps.some(({ appId }) => appId === clientId)) return flow;
  }
  return undefined;
}
