import type { Group } from '../../../directory/model.ts';
import type { Realm } from '../../../tenant/realm.ts';
import { collectionAnswer, countAnswer, type Entry, entityAnswer } from '../odata/answers.ts';
import { asRelated, type EntityType, type Values } from '../odata/entity-type.ts';
import { badRequest, notFound } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, idAt } from '../odata/graph-request.ts';
import { isGuid } from '../odata/guid.ts';
import { userEntry, userType } from './users.ts';

export const groupType: EntityType = {
  name: 'microsoft.graph.group',
  resource: 'Group',
  filterable: ['id', 'displayName', 'mailNickname', 'securityEnabled', 'mailEnabled'],
  sortable: ['displayName'],
  sortableIfAdvanced: ['deletedDateTime'],
  relationships: ['appRoleAssignments', 'memberOf', 'members', 'owners', 'transitiveMembers'],
};

/** A security group's properties. Its creation date is as invented as the group. */
export const groupValues = ({ id, name: displayName, description }: Group): Values => ({
  id,
  deletedDateTime: null,
  classification: null,
  createdDateTime: '2024-01-01T00:00:00Z',
  creationOptions: [],
  description: description ?? null,
  displayName,
  expirationDateTime: null,
  groupTypes: [],
  isAssignableToRole: null,
  mail: null,
  mailEnabled: false,
  mailNickname: displayName.replaceAll(' ', ''),
  membershipRule: null,
  membershipRuleProcessingState: null,
  onPremisesDomainName: null,
  onPremisesLastSyncDateTime: null,
  onPremisesNetBiosName: null,
  onPremisesSamAccountName: null,
  onPremisesSecurityIdentifier: null,
  onPremisesSyncEnabled: null,
  preferredDataLocation: null,
  preferredLanguage: null,
  proxyAddresses: [],
  renewedDateTime: '2024-01-01T00:00:00Z',
  resourceBehaviorOptions: [],
  resourceProvisioningOptions: [],
  securityEnabled: true,
  theme: null,
  uniqueName: null,
  visibility: null,
  onPremisesProvisioningErrors: [],
  serviceProvisioningErrors: [],
});

/** The groups of a tenant: only an organization has any. */
export const groupEntries = async ({ directory }: Realm): Promise<Entry[]> =>
  (await directory.groups()).map((group) => ({ id: group.id, values: groupValues(group) }));

/** @throws GraphError */
export async function groupAt(request: GraphRequest): Promise<Entry> {
  const id = idAt(request, 0);
  if (!isGuid(id)) throw badRequest(`Invalid object identifier '${id}'.`);
  const groups = await groupEntries(request.realm);
  const group = groups.find((each) => each.id === id.toLowerCase());
  if (group === undefined) throw notFound(id);
  return group;
}

export const getGroup = async (request: GraphRequest): Promise<GraphAnswer> =>
  entityAnswer(request, 'groups', groupType, (await groupAt(request)).values);

export const listGroups = async (request: GraphRequest): Promise<GraphAnswer> =>
  collectionAnswer(request, 'groups', groupType, await groupEntries(request.realm));

export const countGroups = async (request: GraphRequest): Promise<GraphAnswer> =>
  countAnswer(request, groupType, await groupEntries(request.realm));

async function membersOf(request: GraphRequest): Promise<Entry[]> {
  const { realm } = request;
  const { id } = await groupAt(request);
  const users = (await realm.directory.users()).filter(({ groups }) => groups?.includes(id));
  return users.map((user) => userEntry(realm, user));
}

/** Members, each with the type that tells a user from another kind of object. */
export async function listMembers(request: GraphRequest): Promise<GraphAnswer> {
  const entries = (await membersOf(request)).map((entry) => ({
    ...entry,
    annotations: { '@odata.type': `#${userType.name}` },
  }));
  return collectionAnswer(request, 'directoryObjects', asRelated(userType), entries);
}

/** The same after a cast: users are all there is, and each has the type that the address names. */
export const listUsersIn = async (request: GraphRequest): Promise<GraphAnswer> =>
  collectionAnswer(request, 'users', asRelated(userType), await membersOf(request));

export const countMembers = async (request: GraphRequest): Promise<GraphAnswer> =>
  countAnswer(request, userType, await membersOf(request));
