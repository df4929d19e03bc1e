import {
  countApplications,
  createApplication,
  deleteApplication,
  getApplication,
  getDeletedItem,
  listApplications,
  purgeDeletedItem,
  restoreDeletedItem,
  updateApplication,
} from './applications/applications.ts';
import {
  createGrant,
  deleteGrant,
  getGrant,
  listGrants,
  listGrantsOfClient,
  listGrantsOfUser,
  updateGrant,
} from './applications/delegated-grants.ts';
import {
  createFederatedCredential,
  deleteFederatedCredential,
  getFederatedCredential,
  listFederatedCredentials,
  updateFederatedCredential,
} from './applications/federated-credentials.ts';
import { owners } from './applications/owners.ts';
import { addPassword, removePassword } from './applications/passwords.ts';
import { roleAssignments } from './applications/role-assignments.ts';
import {
  countServicePrincipals,
  createServicePrincipal,
  deleteServicePrincipal,
  getServicePrincipal,
  listServicePrincipals,
  updateServicePrincipal,
} from './applications/service-principals.ts';
import {
  addAppToUserFlow,
  getUserFlow,
  listAppsOfUserFlow,
  listUserFlows,
  removeAppFromUserFlow,
} from './identity/user-flows.ts';
import { denied } from './odata/graph-error.ts';
import type { Operation } from './odata/operation.ts';
import {
  countGroups,
  countMembers,
  getGroup,
  listGroups,
  listMembers,
  listUsersIn,
} from './people/groups.ts';
import {
  checkMemberGroups,
  checkMemberObjects,
  countMemberOf,
  listGroupsOf,
  listMemberIds,
  listMemberOf,
} from './people/memberships.ts';
import { getOrganization, listOrganization } from './people/organization.ts';
import { getPhoto, getPhotoDetails, listPhotos } from './people/photos.ts';
import { countUsers, getUser, listUsers } from './people/users.ts';

type Answer = Operation['answer'];
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
/** What an address takes, by method. */
type Route = Readonly<Partial<Record<Method, Operation>>>;

const readsUsers = ['User.Read.All', 'Directory.Read.All'];
const readsBasics = ['User.ReadBasic.All', ...readsUsers];

const users = (answer: Answer): Operation => ({
  delegated: readsBasics,
  application: readsBasics,
  userMustBe: 'member',
  answer,
});

const user = (answer: Answer): Operation => ({ ...users(answer), delegatedToSelf: ['User.Read'] });

const memberships = (answer: Answer): Operation => ({
  delegated: readsUsers,
  delegatedToSelf: ['User.Read', 'GroupMember.Read.All', 'Group.Read.All'],
  application: readsUsers,
  userMustBe: 'member',
  answer,
});

const readsGroups = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'];
const groups = (answer: Answer): Operation => ({
  delegated: readsGroups,
  application: readsGroups,
  userMustBe: 'member',
  answer,
});

const readsOrganization = ['Organization.Read.All', 'Directory.Read.All'];
const organization = (answer: Answer): Operation => ({
  delegated: ['User.Read', ...readsOrganization],
  application: readsOrganization,
  userMustBe: 'member',
  answer,
});

const readsApps = ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'];
const apps = (answer: Answer): Operation => ({
  delegated: readsApps,
  application: ['Application.ReadWrite.OwnedBy', ...readsApps],
  userMustBe: 'member',
  answer,
});

const changesApps = (answer: Answer): Operation => ({
  delegated: ['Application.ReadWrite.All'],
  application: ['Application.ReadWrite.OwnedBy', 'Application.ReadWrite.All'],
  userMustBe: 'owner',
  answer,
});

/** Every member may register apps, unless the tenant's settings say otherwise. */
const registersApps = (answer: Answer): Operation => ({
  ...changesApps(answer),
  userMustBe: 'member',
});

const addsOwners = (answer: Answer): Operation => ({
  delegated: [['Application.ReadWrite.All', 'Directory.Read.All']],
  application: [
    ['Application.ReadWrite.OwnedBy', 'Directory.Read.All'],
    ['Application.ReadWrite.All', 'Directory.Read.All'],
  ],
  userMustBe: 'owner',
  answer,
});

const readsFlows = ['EventListener.Read.All', 'EventListener.ReadWrite.All'];
const flows = (answer: Answer): Operation => ({
  delegated: readsFlows,
  application: readsFlows,
  userMustBe: 'administrator',
  answer,
});

const changesFlows = (answer: Answer): Operation => ({
  delegated: ['EventListener.ReadWrite.All'],
  application: ['EventListener.ReadWrite.All'],
  userMustBe: 'administrator',
  answer,
});

const readsGrants = ['Directory.Read.All', 'DelegatedPermissionGrant.ReadWrite.All'];
const grants = (answer: Answer): Operation => ({
  delegated: readsGrants,
  application: readsGrants,
  userMustBe: 'member',
  answer,
});

const changesGrants = (answer: Answer): Operation => ({
  delegated: ['DelegatedPermissionGrant.ReadWrite.All'],
  application: ['DelegatedPermissionGrant.ReadWrite.All'],
  userMustBe: 'administrator',
  answer,
});

const assignsRoles = [
  ['AppRoleAssignment.ReadWrite.All', 'Application.Read.All'],
  ['AppRoleAssignment.ReadWrite.All', 'Application.ReadWrite.All'],
  ['AppRoleAssignment.ReadWrite.All', 'Directory.Read.All'],
];
const changesRoles = (answer: Answer): Operation => ({
  delegated: assignsRoles,
  application: assignsRoles,
  userMustBe: 'administrator',
  answer,
});

const readsRolesOfGroup = (answer: Answer): Operation => ({
  delegated: ['Directory.Read.All', 'AppRoleAssignment.ReadWrite.All'],
  application: ['Directory.Read.All', 'AppRoleAssignment.ReadWrite.All'],
  userMustBe: 'member',
  answer,
});

const readsRoles = (answer: Answer): Operation => ({
  ...apps(answer),
  delegated: [...readsApps, 'AppRoleAssignment.ReadWrite.All'],
});

/** Writing a profile takes a permission that the practice tenant doesn't have. */
const changesUser: Operation = {
  delegated: ['User.ReadWrite', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
  application: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
  userMustBe: 'administrator',
  answer: async () => {
    throw denied('The practice tenant has no permission that lets an app change users.');
  },
};

const { ofPrincipal, ofApi, ofUser, ofGroup } = roleAssignments;

interface Collection {
  all: Operation;
  ofType: Operation;
  count: Operation;
}

const memberOf: Collection = {
  all: memberships(listMemberOf),
  ofType: memberships(listGroupsOf),
  count: memberships(countMemberOf),
};
const members: Collection = {
  all: groups(listMembers),
  ofType: groups(listUsersIn),
  count: groups(countMembers),
};

/** A collection of directory objects, which OData also counts, and casts to the one type that is here. */
const collectionOf = (
  address: string,
  type: string,
  { all, ofType, count }: Collection,
): Record<string, Route> => ({
  [address]: { GET: all },
  [`${address}/$count`]: { GET: count },
  [`${address}/${type}`]: { GET: ofType },
  [`${address}/${type}/$count`]: { GET: count },
});

/** The owners of what is at an address, as a collection, by kind, and as references. */
const ownersAt = (
  address: string,
  of: (typeof owners)['ofApplication'],
): Record<string, Route> => ({
  [address]: { GET: apps(of.list) },
  [`${address}/$count`]: { GET: apps(of.count) },
  [`${address}/microsoft.graph.user`]: { GET: apps(of.listUsers) },
  [`${address}/microsoft.graph.user/$count`]: { GET: apps(of.countUsers) },
  [`${address}/microsoft.graph.servicePrincipal`]: { GET: apps(of.listPrincipals) },
  [`${address}/microsoft.graph.servicePrincipal/$count`]: { GET: apps(of.countPrincipals) },
  [`${address}/$ref`]: { GET: apps(of.listReferences), POST: addsOwners(of.add) },
  [`${address}/{owner}/$ref`]: { DELETE: changesApps(of.remove) },
});

const flowType = 'microsoft.graph.externalUsersSelfServiceSignUpEventsFlow';

/** A user flow, and the apps that it signs users up to. */
const userFlowAt = (address: string): Record<string, Route> => ({
  [address]: { GET: flows(getUserFlow) },
  [`${address}/conditions/applications/includeApplications`]: {
    GET: flows(listAppsOfUserFlow),
    POST: changesFlows(addAppToUserFlow),
  },
  [`${address}/conditions/applications/includeApplications/{app}`]: {
    DELETE: changesFlows(removeAppFromUserFlow),
  },
});

/**
 * By address below the version, an ID in braces. `/me` is the address of the signed-in user, and
 * `applications(appId='…')` one of `applications/{id}`.
 */
export const routes: Readonly<Record<string, Route>> = {
  users: { GET: users(listUsers) },
  'users/$count': { GET: users(countUsers) },
  'users/{id}': { GET: user(getUser), PATCH: changesUser },
  ...collectionOf('users/{id}/memberOf', 'microsoft.graph.group', memberOf),
  ...collectionOf('users/{id}/transitiveMemberOf', 'microsoft.graph.group', memberOf),
  'users/{id}/getMemberObjects': { POST: memberships(listMemberIds) },
  'users/{id}/getMemberGroups': { POST: memberships(listMemberIds) },
  'users/{id}/checkMemberGroups': { POST: memberships(checkMemberGroups) },
  'users/{id}/checkMemberObjects': { POST: memberships(checkMemberObjects) },
  'users/{id}/photo': { GET: user(getPhotoDetails) },
  'users/{id}/photo/$value': { GET: user(getPhoto) },
  'users/{id}/photos': { GET: user(listPhotos) },
  'users/{id}/photos/{size}': { GET: user(getPhotoDetails) },
  'users/{id}/photos/{size}/$value': { GET: user(getPhoto) },
  'users/{id}/appRoleAssignments': {
    GET: { ...readsRoles(ofUser.list), delegatedToSelf: [] },
    POST: changesRoles(ofUser.create),
  },
  'users/{id}/appRoleAssignments/{assignment}': {
    GET: { ...readsRoles(ofUser.get), delegatedToSelf: [] },
    DELETE: changesRoles(ofUser.remove),
  },
  groups: { GET: groups(listGroups) },
  'groups/$count': { GET: groups(countGroups) },
  'groups/{id}': { GET: groups(getGroup) },
  ...collectionOf('groups/{id}/members', 'microsoft.graph.user', members),
  ...collectionOf('groups/{id}/transitiveMembers', 'microsoft.graph.user', members),
  'groups/{id}/appRoleAssignments': {
    GET: readsRolesOfGroup(ofGroup.list),
    POST: changesRoles(ofGroup.create),
  },
  'groups/{id}/appRoleAssignments/{assignment}': {
    GET: readsRolesOfGroup(ofGroup.get),
    DELETE: changesRoles(ofGroup.remove),
  },
  organization: { GET: organization(listOrganization) },
  'organization/{id}': { GET: organization(getOrganization) },
  applications: { GET: apps(listApplications), POST: registersApps(createApplication) },
  'applications/$count': { GET: apps(countApplications) },
  'applications/{id}': {
    GET: apps(getApplication),
    PATCH: changesApps(updateApplication),
    DELETE: changesApps(deleteApplication),
  },
  'applications/{id}/addPassword': { POST: changesApps(addPassword) },
  'applications/{id}/removePassword': { POST: changesApps(removePassword) },
  'applications/{id}/federatedIdentityCredentials': {
    GET: apps(listFederatedCredentials),
    POST: changesApps(createFederatedCredential),
  },
  'applications/{id}/federatedIdentityCredentials/{credential}': {
    GET: apps(getFederatedCredential),
    PATCH: changesApps(updateFederatedCredential),
    DELETE: changesApps(deleteFederatedCredential),
  },
  ...ownersAt('applications/{id}/owners', owners.ofApplication),
  servicePrincipals: {
    GET: apps(listServicePrincipals),
    POST: changesApps(createServicePrincipal),
  },
  'servicePrincipals/$count': { GET: apps(countServicePrincipals) },
  'servicePrincipals/{id}': {
    GET: apps(getServicePrincipal),
    PATCH: changesApps(updateServicePrincipal),
    DELETE: changesApps(deleteServicePrincipal),
  },
  'servicePrincipals/{id}/appRoleAssignments': {
    GET: readsRoles(ofPrincipal.list),
    POST: changesRoles(ofPrincipal.create),
  },
  'servicePrincipals/{id}/appRoleAssignments/{assignment}': {
    GET: readsRoles(ofPrincipal.get),
    DELETE: changesRoles(ofPrincipal.remove),
  },
  'servicePrincipals/{id}/appRoleAssignedTo': {
    GET: readsRoles(ofApi.list),
    POST: changesRoles(ofApi.create),
  },
  'servicePrincipals/{id}/appRoleAssignedTo/{assignment}': {
    GET: readsRoles(ofApi.get),
    DELETE: changesRoles(ofApi.remove),
  },
  ...ownersAt('servicePrincipals/{id}/owners', owners.ofPrincipal),
  'servicePrincipals/{id}/oauth2PermissionGrants': { GET: grants(listGrantsOfClient) },
  'users/{id}/oauth2PermissionGrants': { GET: grants(listGrantsOfUser) },
  oauth2PermissionGrants: { GET: grants(listGrants), POST: changesGrants(createGrant) },
  'oauth2PermissionGrants/{id}': {
    GET: grants(getGrant),
    PATCH: changesGrants(updateGrant),
    DELETE: changesGrants(deleteGrant),
  },
  'identity/authenticationEventsFlows': { GET: flows(listUserFlows) },
  [`identity/authenticationEventsFlows/${flowType}`]: { GET: flows(listUserFlows) },
  ...userFlowAt('identity/authenticationEventsFlows/{id}'),
  ...userFlowAt(`identity/authenticationEventsFlows/{id}/${flowType}`),
  'directory/deletedItems/{id}': {
    GET: apps(getDeletedItem),
    DELETE: changesApps(purgeDeletedItem),
  },
  'directory/deletedItems/{id}/restore': { POST: changesApps(restoreDeletedItem) },
};
