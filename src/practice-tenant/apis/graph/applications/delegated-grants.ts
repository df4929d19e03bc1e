import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Registration } from '../../../directory/model.ts';
import { scopeList } from '../../../directory/scopes.ts';
import { collectionAnswer, entityAnswer } from '../odata/answers.ts';
import { bodyOf } from '../odata/body.ts';
import type { EntityType, Values } from '../odata/entity-type.ts';
import { alreadyExists, badRequest, invalidValue, notFound } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, idAt, noContent } from '../odata/graph-request.ts';
import { userAt } from '../people/users.ts';
import { type Api, shortScopesOf } from './apis.ts';
import { type Principal, principalAt, principalsOf } from './service-principals.ts';

const grantType: EntityType = {
  name: 'microsoft.graph.oAuth2PermissionGrant',
  resource: 'OAuth2PermissionGrant',
  filterable: ['clientId', 'consentType', 'principalId', 'resourceId', 'scope'],
};

/**
 * What one app may do at one API: for all users, which the registration keeps as the administrator's
 * consent, or for one user, which is that user's consent.
 */
interface Grant {
  app: Registration;
  client: Api;
  api: Api;
  /** Undefined for all users. */
  userId: string | undefined;
  /** Short names. */
  scopes: readonly string[];
}

async function grantsOf(request: GraphRequest): Promise<Grant[]> {
  const principals = await principalsOf(request);
  const consents = await request.realm.consents.all();
  return principals.flatMap(({ app, api: client }) => {
    if (app === undefined) return [];
    const byUser = consents.filter(({ clientId }) => clientId === app.clientId);
    const given = [
      { userId: undefined, all: app.adminConsent },
      ...byUser.map(({ objectId, scopes }) => ({ userId: objectId, all: scopes })),
    ];
    return given.flatMap(({ userId, all }) =>
      principals
        .map(({ api }) => ({ app, client, api, userId, scopes: shortScopesOf(api, all) }))
        .filter(({ scopes }) => scopes.length > 0),
    );
  });
}

/** Like a real one: it follows from whom the grant is between. */
const idOf = ({ client, api, userId }: Omit<Grant, 'scopes'>): string =>
  createHash('sha256')
    .update([client.servicePrincipalId, api.servicePrincipalId, userId ?? ''].join('|'))
    .digest('base64url');

const valuesOf = (grant: Grant): Values => ({
  clientId: grant.client.servicePrincipalId,
  consentType: grant.userId === undefined ? 'AllPrincipals' : 'Principal',
  id: idOf(grant),
  principalId: grant.userId ?? null,
  resourceId: grant.api.servicePrincipalId,
  scope: grant.scopes.join(' '),
});

const context = 'oauth2PermissionGrants';

export async function listGrants(request: GraphRequest): Promise<GraphAnswer> {
  return list(request, await grantsOf(request));
}

/** What one app has consent for. */
export async function listGrantsOfClient(request: GraphRequest): Promise<GraphAnswer> {
  const { api } = await principalAt(request);
  const grants = await grantsOf(request);
  return list(
    request,
    grants.filter(({ client }) => client.clientId === api.clientId),
  );
}

/** What one user has consented to. */
export async function listGrantsOfUser(request: GraphRequest): Promise<GraphAnswer> {
  const { objectId } = await userAt(request);
  const grants = await grantsOf(request);
  return list(
    request,
    grants.filter(({ userId }) => userId === objectId),
  );
}

function list(request: GraphRequest, grants: readonly Grant[]): GraphAnswer {
  const entries = grants.map((grant) => ({ id: idOf(grant), values: valuesOf(grant) }));
  return collectionAnswer(request, context, grantType, entries);
}

/** @throws GraphError */
async function grantAt(request: GraphRequest): Promise<Grant> {
  const id = idAt(request, 0);
  const found = (await grantsOf(request)).find((grant) => idOf(grant) === id);
  if (found === undefined) throw notFound(id);
  return found;
}

export async function getGrant(request: GraphRequest): Promise<GraphAnswer> {
  return entityAnswer(request, context, grantType, valuesOf(await grantAt(request)));
}

const sent = z.strictObject({
  clientId: z.string(),
  consentType: z.enum(['AllPrincipals', 'Principal']),
  principalId: z.string().nullish(),
  resourceId: z.string(),
  scope: z.string().default(''),
  // Required once, and without effect since.
  startTime: z.string().nullish(),
  expiryTime: z.string().nullish(),
});

export async function createGrant(request: GraphRequest): Promise<GraphAnswer> {
  const body = await bodyOf(request, sent, 'OAuth2PermissionGrant');
  const principals = await principalsOf(request);
  const { app, api: client } = named(principals, body.clientId);
  if (app === undefined) throw invalidValue('clientId', 'OAuth2PermissionGrant');
  const { api } = named(principals, body.resourceId);
  const grant = {
    app,
    client,
    api,
    userId: await userOf(request, body.consentType, body.principalId),
    scopes: scopeList(body.scope),
  };
  if ((await grantsOf(request)).some((each) => idOf(each) === idOf(grant))) {
    throw alreadyExists('Permission entry already exists.');
  }
  await keep(request, grant);
  return entityAnswer(request, context, grantType, valuesOf(grant), 201);
}

function named(principals: readonly Principal[], id: string): Principal {
  const found = principals.find(({ api }) => api.servicePrincipalId === id.toLowerCase());
  if (found === undefined) throw notFound(id);
  return found;
}

async function userOf(
  { realm }: GraphRequest,
  consentType: 'AllPrincipals' | 'Principal',
  principalId: string | null | undefined,
): Promise<string | undefined> {
  const isForAll = consentType === 'AllPrincipals';
  if (isForAll !== (principalId == null)) {
    throw invalidValue(
      'principalId',
      'OAuth2PermissionGrant',
      'Send it with the consent type Principal, and only with that one.',
    );
  }
  if (principalId == null) return undefined;
  const user = await realm.directory.user(principalId.toLowerCase());
  if (user === undefined) throw notFound(principalId);
  return user.objectId;
}

const change = z.strictObject({ scope: z.string() });

export async function updateGrant(request: GraphRequest): Promise<GraphAnswer> {
  const grant = await grantAt(request);
  const { scope } = await bodyOf(request, change, 'OAuth2PermissionGrant');
  const scopes = scopeList(scope);
  if (scopes.length === 0) throw badRequest('A value is required for property scope.');
  await keep(request, { ...grant, scopes });
  return noContent;
}

export async function deleteGrant(request: GraphRequest): Promise<GraphAnswer> {
  await keep(request, { ...(await grantAt(request)), scopes: [] });
  return noContent;
}

/** Puts the grant's scopes in place of those that the app had for the API. */
async function keep({ realm }: GraphRequest, { app, api, userId, scopes }: Grant): Promise<void> {
  const added = scopes.map(api.kept);
  const besides = (all: readonly string[]) => all.filter((scope) => !api.owns(scope));
  if (userId === undefined) {
    const adminConsent = [...besides(app.adminConsent), ...added];
    return realm.directory.saveRegistration({ ...app, adminConsent });
  }
  const consents = await realm.consents.all();
  const { scopes: given = [] } =
    consents.find((each) => each.objectId === userId && each.clientId === app.clientId) ?? {};
  await realm.consents.replace(userId, app, [...besides(given), ...added]);
}
