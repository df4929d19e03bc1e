import { denied } from '../odata/graph-error.ts';
import type { Answer, Operation, Routes } from '../odata/operation.ts';
import {
  countGroups,
  countMembers,
  getGroup,
  listGroups,
  listMembers,
  listUsersIn,
} from './groups.ts';
import {
  checkMemberGroups,
  checkMemberObjects,
  countMemberOf,
  listGroupsOf,
  listMemberIds,
  listMemberOf,
} from './memberships.ts';
import { getOrganization, listOrganization } from './organization.ts';
import { getPhoto, getPhotoDetails, listPhotos } from './photos.ts';
import { countUsers, getUser, listUsers } from './users.ts';

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

/** Each of these with a permission for groups, as the pages of two actions ask for. */
const withGroups = (permissions: readonly string[]): string[][] =>
  ['GroupMember.Read.All', 'Group.Read.All'].flatMap((ofGroups) =>
    permissions.map((each) => [each, ofGroups]),
  );

const memberGroups = (answer: Answer): Operation => ({
  delegated: [...withGroups(['User.ReadBasic.All', 'User.Read.All']), 'Directory.Read.All'],
  delegatedToSelf: withGroups(['User.Read']),
  application: [...withGroups(['User.Read.All']), 'Directory.Read.All'],
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
  delegated: ['User.Read', ...readsOrganization, 'Directory.AccessAsUser.All'],
  application: readsOrganization,
  userMustBe: 'member',
  answer,
});

/** Profiles are changed on the desk, by users themselves, or with the admin API. */
const changesUser: Operation = {
  delegated: ['User.ReadWrite', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
  application: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
  userMustBe: 'administrator',
  answer: async () => {
    throw denied('The practice tenant lets no app change users.');
  },
};

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
): Routes => ({
  [address]: { GET: all },
  [`${address}/$count`]: { GET: count },
  [`${address}/${type}`]: { GET: ofType },
  [`${address}/${type}/$count`]: { GET: count },
});

/** Users, groups, and the organization. */
export const routesOfPeople: Routes = {
  users: { GET: users(listUsers) },
  'users/$count': { GET: users(countUsers) },
  'users/{id}': { GET: user(getUser), PATCH: changesUser },
  ...collectionOf('users/{id}/memberOf', 'microsoft.graph.group', memberOf),
  ...collectionOf('users/{id}/transitiveMemberOf', 'microsoft.graph.group', memberOf),
  'users/{id}/getMemberObjects': { POST: memberships(listMemberIds) },
  'users/{id}/getMemberGroups': { POST: memberGroups(listMemberIds) },
  'users/{id}/checkMemberGroups': { POST: memberGroups(checkMemberGroups) },
  'users/{id}/checkMemberObjects': { POST: memberships(checkMemberObjects) },
  'users/{id}/photo': { GET: user(getPhotoDetails) },
  'users/{id}/photo/$value': { GET: user(getPhoto) },
  'users/{id}/photos': { GET: user(listPhotos) },
  'users/{id}/photos/{size}': { GET: user(getPhotoDetails) },
  'users/{id}/photos/{size}/$value': { GET: user(getPhoto) },
  groups: { GET: groups(listGroups) },
  'groups/$count': { GET: groups(countGroups) },
  'groups/{id}': { GET: groups(getGroup) },
  ...collectionOf('groups/{id}/members', 'microsoft.graph.user', members),
  ...collectionOf('groups/{id}/transitiveMembers', 'microsoft.graph.user', members),
  organization: { GET: organization(listOrganization) },
  'organization/{id}': { GET: organization(getOrganization) },
};
