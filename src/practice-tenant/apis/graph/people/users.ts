import type { User } from '../../../directory/model.ts';
import type { Realm } from '../../../tenant/realm.ts';
import { collectionAnswer, countAnswer, type Entry, entityAnswer } from '../odata/answers.ts';
import type { EntityType, Values } from '../odata/entity-type.ts';
import { notFound } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, idAt } from '../odata/graph-request.ts';

export const userType: EntityType = {
  name: 'microsoft.graph.user',
  resource: 'User',
  byDefault: [
    'businessPhones',
    'displayName',
    'givenName',
    'jobTitle',
    'mail',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'userPrincipalName',
    'id',
  ],
  filterable: [
    'id',
    'displayName',
    'givenName',
    'surname',
    'mail',
    'userPrincipalName',
    'accountEnabled',
    'userType',
  ],
  sortable: ['displayName', 'userPrincipalName'],
  sortableIfAdvanced: ['createdDateTime', 'deletedDateTime'],
  relationships: [
    'appRoleAssignments',
    'createdObjects',
    'directReports',
    'manager',
    'memberOf',
    'oauth2PermissionGrants',
    'ownedObjects',
    'photo',
    'transitiveMemberOf',
  ],
};

/** A user's properties in version 1.0, as far as the practice tenant knows them. */
export function userValues({ tenant }: Realm, user: User): Values {
  const isGuest = user.homeTenant !== undefined;
  return {
    id: user.objectId,
    deletedDateTime: null,
    accountEnabled: user.accountEnabled !== false,
    ageGroup: null,
    businessPhones: [],
    city: user.attributes?.['city'] ?? null,
    companyName: null,
    country: user.country ?? null,
    createdDateTime: user.createdAt ?? null,
    creationType: isGuest ? 'Invitation' : null,
    department: null,
    displayName: user.name,
    employeeId: null,
    externalUserState: isGuest ? 'Accepted' : null,
    givenName: user.givenName ?? null,
    identities: [identityOf(tenant.domain, user)],
    jobTitle: null,
    mail: user.email,
    mailNickname: user.username.slice(0, user.username.lastIndexOf('@')),
    mobilePhone: null,
    officeLocation: null,
    onPremisesImmutableId: null,
    onPremisesSyncEnabled: null,
    otherMails: [],
    postalCode: null,
    preferredLanguage: null,
    proxyAddresses: [],
    state: null,
    streetAddress: null,
    surname: user.surname ?? null,
    usageLocation: null,
    userPrincipalName: user.username,
    userType: isGuest ? 'Guest' : 'Member',
  };
}

function identityOf(domain: string, { identity, username }: User): Values {
  if (identity === undefined) {
    return { signInType: 'userPrincipalName', issuer: domain, issuerAssignedId: username };
  }
  const { issuer, subject } = identity;
  return { signInType: 'federated', issuer, issuerAssignedId: subject };
}

export const userEntry = (realm: Realm, user: User): Entry => ({
  id: user.objectId,
  values: userValues(realm, user),
});

/** The user of an address, by object ID or user principal name. @throws GraphError */
export async function userAt(request: GraphRequest): Promise<User> {
  const { directory } = request.realm;
  const id = idAt(request, 0);
  const user = (await directory.user(id.toLowerCase())) ?? (await directory.userNamed(id));
  if (user === undefined) throw notFound(id);
  return user;
}

export async function getUser(request: GraphRequest): Promise<GraphAnswer> {
  const values = userValues(request.realm, await userAt(request));
  return entityAnswer(request, 'users', userType, values);
}

const userEntries = async ({ realm }: GraphRequest): Promise<Entry[]> =>
  (await realm.directory.users()).map((user) => userEntry(realm, user));

export async function listUsers(request: GraphRequest): Promise<GraphAnswer> {
  return collectionAnswer(request, 'users', userType, await userEntries(request));
}

export async function countUsers(request: GraphRequest): Promise<GraphAnswer> {
  return countAnswer(request, userType, await userEntries(request));
}
