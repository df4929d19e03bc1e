import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Registration, User } from '../../../directory/model.ts';
import { collectionAnswer, entityAnswer } from '../odata/answers.ts';
import { bodyOf } from '../odata/body.ts';
import type { EntityType, Values } from '../odata/entity-type.ts';
import { badRequest, invalidValue, notFound } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, idAt, noContent } from '../odata/graph-request.ts';
import { userAt } from '../people/users.ts';
import { type Api, roleOf } from './apis.ts';
import { principalAt, principalsOf } from './service-principals.ts';

const assignmentType: EntityType = {
  name: 'microsoft.graph.appRoleAssignment',
  resource: 'AppRoleAssignment',
  filterable: ['principalId', 'resourceId', 'appRoleId', 'principalDisplayName'],
};

/** Who has a role: a user, or an app that calls without one. */
type Holder =
  | { type: 'User'; id: string; name: string; user: User }
  | { type: 'ServicePrincipal'; id: string; name: string; app: Registration };

interface Assignment {
  holder: Holder;
  api: Api;
  role: { id: string; value: string };
}

const holderOfUser = (user: User): Holder => ({
  type: 'User',
  id: user.objectId,
  name: user.name,
  user,
});

/** By client ID of the API. */
const rolesOf = (holder: Holder): Record<string, string[]> =>
  holder.type === 'User' ? (holder.user.roles ?? {}) : holder.app.appPermissions;

async function holdersOf(request: GraphRequest): Promise<Holder[]> {
  const users = (await request.realm.directory.users()).map(holderOfUser);
  const apps = (await principalsOf(request)).flatMap(({ app, api }): Holder[] =>
    app === undefined
      ? []
      : [{ type: 'ServicePrincipal', id: api.servicePrincipalId, name: api.name, app }],
  );
  return [...users, ...apps];
}

const assignmentsOf = (holder: Holder, apis: readonly Api[]): Assignment[] =>
  apis.flatMap((api) =>
    (rolesOf(holder)[api.clientId] ?? []).map((value) => ({
      holder,
      api,
      role: roleOf(api, value),
    })),
  );

const idOf = ({ holder, api, role }: Assignment): string =>
  createHash('sha256')
    .update([holder.id, api.servicePrincipalId, role.id].join('|'))
    .digest('base64url');

const valuesOf = (assignment: Assignment): Values => ({
  id: idOf(assignment),
  deletedDateTime: null,
  appRoleId: assignment.role.id,
  createdDateTime: null,
  principalDisplayName: assignment.holder.name,
  principalId: assignment.holder.id,
  principalType: assignment.holder.type,
  resourceDisplayName: assignment.api.name,
  resourceId: assignment.api.servicePrincipalId,
});

/** Where assignments are listed: with the holder, or with the API whose roles they are. */
interface Place {
  context: string;
  holds(assignment: Assignment): boolean;
}

const ofPrincipal = async (request: GraphRequest): Promise<Place> => {
  const { api } = await principalAt(request);
  return {
    context: `servicePrincipals('${api.servicePrincipalId}')/appRoleAssignments`,
    holds: ({ holder }) => holder.id === api.servicePrincipalId,
  };
};

const ofApi = async (request: GraphRequest): Promise<Place> => {
  const { api } = await principalAt(request);
  return {
    context: `servicePrincipals('${api.servicePrincipalId}')/appRoleAssignedTo`,
    holds: (assignment) => assignment.api.servicePrincipalId === api.servicePrincipalId,
  };
};

const ofUser = async (request: GraphRequest): Promise<Place> => {
  const { objectId } = await userAt(request);
  return {
    context: `users('${objectId}')/appRoleAssignments`,
    holds: ({ holder }) => holder.id === objectId,
  };
};

async function assignmentsAt(request: GraphRequest, { holds }: Place): Promise<Assignment[]> {
  const apis = (await principalsOf(request)).map(({ api }) => api);
  const all = (await holdersOf(request)).flatMap((holder) => assignmentsOf(holder, apis));
  return all.filter(holds);
}

async function list(request: GraphRequest, place: Place): Promise<GraphAnswer> {
  const entries = (await assignmentsAt(request, place)).map((assignment) => ({
    id: idOf(assignment),
    values: valuesOf(assignment),
  }));
  return collectionAnswer(request, place.context, assignmentType, entries);
}

const sent = z.strictObject({
  principalId: z.string(),
  resourceId: z.string(),
  appRoleId: z.guid(),
  principalType: z.string().nullish(),
});

async function create(request: GraphRequest, place: Place): Promise<GraphAnswer> {
  const body = await bodyOf(request, sent, 'AppRoleAssignment');
  const assignment = await sentAssignment(request, body);
  if (!place.holds(assignment)) {
    const detail = 'The address and the body name different objects.';
    throw invalidValue('principalId', 'AppRoleAssignment', detail);
  }
  const { holder, api, role } = assignment;
  const held = rolesOf(holder)[api.clientId] ?? [];
  if (held.includes(role.value)) {
    throw badRequest('Permission being assigned already exists on the object');
  }
  await keep(request, holder, { ...rolesOf(holder), [api.clientId]: [...held, role.value] });
  return entityAnswer(request, place.context, assignmentType, valuesOf(assignment), 201);
}

async function sentAssignment(
  request: GraphRequest,
  { principalId, resourceId, appRoleId }: z.infer<typeof sent>,
): Promise<Assignment> {
  const holder = (await holdersOf(request)).find(({ id }) => id === principalId.toLowerCase());
  if (holder === undefined) throw notFound(principalId);
  const principal = (await principalsOf(request)).find(
    ({ api }) => api.servicePrincipalId === resourceId.toLowerCase(),
  );
  if (principal === undefined) throw notFound(resourceId);
  const { api } = principal;
  const forWhom = holder.type === 'User' ? 'User' : 'Application';
  const role = api.roles.find(
    ({ id, allowedMemberTypes }) =>
      id === appRoleId.toLowerCase() && allowedMemberTypes.includes(forWhom),
  );
  if (role === undefined) {
    throw badRequest(
      'Permission being assigned was not found on application',
      `${api.name} has no app role for ${forWhom} with the ID ${appRoleId}.`,
    );
  }
  return { holder, api, role };
}

async function remove(request: GraphRequest, place: Place): Promise<GraphAnswer> {
  const wanted = idAt(request, 1);
  const found = (await assignmentsAt(request, place)).find((each) => idOf(each) === wanted);
  if (found === undefined) throw notFound(wanted);
  const { holder, api, role } = found;
  const { [api.clientId]: held = [], ...others } = rolesOf(holder);
  const left = held.filter((value) => value !== role.value);
  await keep(request, holder, left.length > 0 ? { ...others, [api.clientId]: left } : others);
  return noContent;
}

const keep = (
  { realm }: GraphRequest,
  holder: Holder,
  roles: Record<string, string[]>,
): Promise<void> =>
  holder.type === 'User'
    ? realm.directory.saveUser({ ...holder.user, roles })
    : realm.directory.saveRegistration({ ...holder.app, appPermissions: roles });

type Act = (request: GraphRequest, place: Place) => Promise<GraphAnswer>;
type PlaceOf = (request: GraphRequest) => Promise<Place>;

const at =
  (placeOf: PlaceOf, act: Act) =>
  async (request: GraphRequest): Promise<GraphAnswer> =>
    act(request, await placeOf(request));

const actionsAt = (placeOf: PlaceOf) => ({
  list: at(placeOf, list),
  create: at(placeOf, create),
  remove: at(placeOf, remove),
});

/** The same assignments, in the three places where Graph has them. */
export const roleAssignments = {
  ofPrincipal: actionsAt(ofPrincipal),
  ofApi: actionsAt(ofApi),
  ofUser: actionsAt(ofUser),
};
