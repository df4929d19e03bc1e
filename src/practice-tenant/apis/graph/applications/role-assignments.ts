import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Group, Registration, User } from '../../../directory/model.ts';
import { collectionAnswer, entityAnswer } from '../odata/answers.ts';
import { bodyOf } from '../odata/body.ts';
import type { EntityType, Values } from '../odata/entity-type.ts';
import { badRequest, invalidValue, notFound } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, idAt, noContent } from '../odata/graph-request.ts';
import { groupAt } from '../people/groups.ts';
import { userAt } from '../people/users.ts';
import { type Api, roleOf } from './apis.ts';
import { principalAt, principalsOf } from './service-principals.ts';

const assignmentType: EntityType = {
  name: 'microsoft.graph.appRoleAssignment',
  resource: 'AppRoleAssignment',
  filterable: ['principalId', 'resourceId', 'appRoleId', 'principalDisplayName'],
};

/** Who has a role: a user, all members of a group, or an app that calls without a user. */
type Holder =
  | { type: 'User'; id: string; name: string; user: User }
  | { type: 'Group'; id: string; name: string; group: Group }
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

const holderOfGroup = (group: Group): Holder => ({
  type: 'Group',
  id: group.id,
  name: group.name,
  group,
});

/** By client ID of the API. */
interface Held {
  roles: Record<string, string[]>;
  /** Apps without a role; an app's own permissions always have one. */
  assignedTo: string[];
}

function heldBy(holder: Holder): Held {
  if (holder.type === 'ServicePrincipal') {
    return { roles: holder.app.appPermissions, assignedTo: [] };
  }
  const { roles = {}, assignedTo = [] } = holder.type === 'User' ? holder.user : holder.group;
  return { roles, assignedTo };
}

async function holdersOf(request: GraphRequest): Promise<Holder[]> {
  const { directory } = request.realm;
  const users = (await directory.users()).map(holderOfUser);
  const groups = (await directory.groups()).map(holderOfGroup);
  const apps = (await principalsOf(request)).flatMap(({ app, api }): Holder[] =>
    app === undefined
      ? []
      : [{ type: 'ServicePrincipal', id: api.servicePrincipalId, name: api.name, app }],
  );
  return [...users, ...groups, ...apps];
}

/** An assignment without a role has the ID of zeros, in every tenant. */
const noRole = { id: '00000000-0000-0000-0000-000000000000', value: '' };

function assignmentsOf(holder: Holder, apis: readonly Api[]): Assignment[] {
  const { roles, assignedTo } = heldBy(holder);
  return apis.flatMap((api) => [
    ...(assignedTo.includes(api.clientId) ? [{ holder, api, role: noRole }] : []),
    ...(roles[api.clientId] ?? []).map((value) => ({ holder, api, role: roleOf(api, value) })),
  ]);
}

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

const ofGroup = async (request: GraphRequest): Promise<Place> => {
  const { id } = await groupAt(request);
  return {
    context: `groups('${id}')/appRoleAssignments`,
    holds: ({ holder }) => holder.id === id,
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
  const own = assignmentsOf(holder, [api]);
  if (own.some((each) => idOf(each) === idOf(assignment))) {
    throw badRequest('Permission being assigned already exists on the object');
  }
  const { roles, assignedTo } = heldBy(holder);
  const held = roles[api.clientId] ?? [];
  await keep(
    request,
    holder,
    role === noRole
      ? { roles, assignedTo: [...assignedTo, api.clientId] }
      : { roles: { ...roles, [api.clientId]: [...held, role.value] }, assignedTo },
  );
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
  const forWhom = holder.type === 'ServicePrincipal' ? 'Application' : 'User';
  const forThem = api.roles.filter(
    ({ allowedMemberTypes, disabled }) => disabled !== true && allowedMemberTypes.includes(forWhom),
  );
  // Without a role is for apps that define none, and never for an app's own permissions.
  const isWithout = appRoleId === noRole.id && forWhom === 'User' && forThem.length === 0;
  const role = isWithout ? noRole : forThem.find(({ id }) => id === appRoleId.toLowerCase());
  if (role === undefined) {
    throw badRequest(
      'Permission being assigned was not found on application',
      `${api.name} has no app role for ${forWhom} with the ID ${appRoleId}.`,
    );
  }
  return { holder, api, role };
}

async function found(request: GraphRequest, place: Place): Promise<Assignment> {
  const wanted = idAt(request, 1);
  const assignment = (await assignmentsAt(request, place)).find((each) => idOf(each) === wanted);
  if (assignment === undefined) throw notFound(wanted);
  return assignment;
}

async function get(request: GraphRequest, place: Place): Promise<GraphAnswer> {
  const assignment = await found(request, place);
  return entityAnswer(request, place.context, assignmentType, valuesOf(assignment));
}

async function remove(request: GraphRequest, place: Place): Promise<GraphAnswer> {
  const { holder, api, role } = await found(request, place);
  const { roles, assignedTo } = heldBy(holder);
  if (role === noRole) {
    const others = assignedTo.filter((clientId) => clientId !== api.clientId);
    await keep(request, holder, { roles, assignedTo: others });
    return noContent;
  }
  const { [api.clientId]: held = [], ...others } = roles;
  const left = held.filter((value) => value !== role.value);
  const kept = left.length > 0 ? { ...others, [api.clientId]: left } : others;
  await keep(request, holder, { roles: kept, assignedTo });
  return noContent;
}

function keep({ realm }: GraphRequest, holder: Holder, held: Held): Promise<void> {
  const { directory } = realm;
  switch (holder.type) {
    case 'User':
      return directory.saveUser({ ...holder.user, ...held });
    case 'Group':
      return directory.saveGroup({ ...holder.group, ...held });
    case 'ServicePrincipal':
      return directory.saveRegistration({ ...holder.app, appPermissions: held.roles });
  }
}

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
  get: at(placeOf, get),
});

/** The same assignments, in the places where Graph has them. */
export const roleAssignments = {
  ofPrincipal: actionsAt(ofPrincipal),
  ofApi: actionsAt(ofApi),
  ofUser: actionsAt(ofUser),
  ofGroup: actionsAt(ofGroup),
};
