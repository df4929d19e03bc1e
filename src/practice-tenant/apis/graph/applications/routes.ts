import { denied } from '../odata/graph-error.ts';
import type { GraphRequest } from '../odata/graph-request.ts';
import type { Answer, Operation, Routes } from '../odata/operation.ts';
import {
  countApplications,
  createApplication,
  deleteApplication,
  getApplication,
  getDeletedItem,
  listApplications,
  listDeletedApplications,
  purgeDeletedItem,
  restoreDeletedItem,
  updateApplication,
} from './applications.ts';
import {
  createGrant,
  deleteGrant,
  getGrant,
  listGrants,
  listGrantsOfClient,
  listGrantsOfUser,
  updateGrant,
} from './delegated-grants.ts';
import {
  createFederatedCredential,
  deleteFederatedCredential,
  getFederatedCredential,
  listFederatedCredentials,
  updateFederatedCredential,
} from './federated-credentials.ts';
import { owners } from './owners.ts';
import { addPassword, removePassword } from './passwords.ts';
import { roleAssignments } from './role-assignments.ts';
import {
  countServicePrincipals,
  createServicePrincipal,
  deleteServicePrincipal,
  getServicePrincipal,
  listServicePrincipals,
  updateServicePrincipal,
} from './service-principals.ts';

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
  answer: async (request) => {
    await requireAppRegistration(request);
    return answer(request);
  },
});

/** "Users can register applications" of the admin center. @throws GraphError */
async function requireAppRegistration({ realm, user }: GraphRequest): Promise<void> {
  if (user === undefined || user.administrator === true) return;
  if (!(await realm.settings.isOn('no-app-registrations'))) return;
  throw denied('In this tenant, only administrators may register applications.');
}

const addsOwners = (answer: Answer): Operation => ({
  delegated: [['Application.ReadWrite.All', 'Directory.Read.All']],
  application: [
    ['Application.ReadWrite.OwnedBy', 'Directory.Read.All'],
    ['Application.ReadWrite.All', 'Directory.Read.All'],
  ],
  userMustBe: 'owner',
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

const { ofPrincipal, ofApi, ofUser, ofGroup } = roleAssignments;

/** The owners of what is at an address, as a collection, by kind, and as references. */
const ownersAt = (address: string, of: (typeof owners)['ofApplication']): Routes => ({
  [address]: { GET: apps(of.list) },
  [`${address}/$count`]: { GET: apps(of.count) },
  [`${address}/microsoft.graph.user`]: { GET: apps(of.listUsers) },
  [`${address}/microsoft.graph.user/$count`]: { GET: apps(of.countUsers) },
  [`${address}/microsoft.graph.servicePrincipal`]: { GET: apps(of.listPrincipals) },
  [`${address}/microsoft.graph.servicePrincipal/$count`]: { GET: apps(of.countPrincipals) },
  [`${address}/$ref`]: { GET: apps(of.listReferences), POST: addsOwners(of.add) },
  [`${address}/{owner}/$ref`]: { DELETE: changesApps(of.remove) },
});

/** Applications and their service principals, who owns them, and what they may do. */
export const routesOfApplications: Routes = {
  'users/{id}/appRoleAssignments': {
    GET: { ...readsRoles(ofUser.list), delegatedToSelf: [] },
    POST: changesRoles(ofUser.create),
  },
  'users/{id}/appRoleAssignments/{assignment}': {
    GET: { ...readsRoles(ofUser.get), delegatedToSelf: [] },
    DELETE: changesRoles(ofUser.remove),
  },
  'groups/{id}/appRoleAssignments': {
    GET: readsRolesOfGroup(ofGroup.list),
    POST: changesRoles(ofGroup.create),
  },
  'groups/{id}/appRoleAssignments/{assignment}': {
    GET: readsRolesOfGroup(ofGroup.get),
    DELETE: changesRoles(ofGroup.remove),
  },
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
    POST: { ...registersApps(createServicePrincipal), userMustBe: 'owner' },
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
  'directory/deletedItems/microsoft.graph.application': { GET: apps(listDeletedApplications) },
  'directory/deletedItems/{id}': {
    GET: apps(getDeletedItem),
    DELETE: changesApps(purgeDeletedItem),
  },
  'directory/deletedItems/{id}/restore': { POST: changesApps(restoreDeletedItem) },
};
