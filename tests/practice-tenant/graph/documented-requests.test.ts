import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupIds } from '../../../src/practice-tenant/directory/groups.ts';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { errorOf, type GraphClient, graphAppId, graphFor } from './graph-client.ts';

let tenant: RunningTenant;
let graph: GraphClient;
let ids: Record<string, string>;

const sam = '0a0a0a0a-0000-4000-8000-000000000002';
const noRole = '00000000-0000-0000-0000-000000000000';

beforeAll(async () => {
  tenant = await runningTenant();
  graph = await graphFor(tenant, [
    'User.Read',
    'Application.ReadWrite.All',
    'AppRoleAssignment.ReadWrite.All',
    'DelegatedPermissionGrant.ReadWrite.All',
    'Directory.Read.All',
    'EventListener.ReadWrite.All',
  ]);
  const app = await graph.post('/v1.0/applications', { displayName: 'Documented' });
  const principal = await graph.post('/v1.0/servicePrincipals', { appId: app.json['appId'] });
  const other = await graph.post('/v1.0/applications', { displayName: 'Without principal' });
  const resource = await graph(`/v1.0/servicePrincipals(appId='${graphAppId}')`);
  ids = {
    app: String(app.json['id']),
    appId: String(app.json['appId']),
    other: String(other.json['appId']),
    principal: String(principal.json['id']),
    graph: String(resource.json['id']),
    client: clientIds.webApp,
    sam,
    staff: groupIds.staff,
  };
});
afterAll(() => tenant.remove());

/** The page of api-reference/v1.0/api, the request of its example, and the status it shows. */
type Row = readonly [page: string, request: string, status: number, body?: object];

const member = { '@odata.id': 'https://graph.microsoft.com/v1.0/directoryObjects/{sam}' };
const assignment = (principalId: string) => ({
  principalId,
  resourceId: '{principal}',
  appRoleId: noRole,
});

const rows: readonly Row[] = [
  ['application-post-applications', 'POST applications', 201, { displayName: 'Display name' }],
  ['application-get', 'GET applications/{app}', 200],
  ['application-list', 'GET applications', 200],
  ['application-list', 'GET applications/$count', 200],
  [
    'application-list',
    "GET applications?$filter=startswith(displayName, 'a')&$count=true&$top=1&$orderby=displayName",
    200,
  ],
  ['application-update', 'PATCH applications/{app}', 204, { displayName: 'New display name' }],
  ['application-list-owners', 'GET applications/{app}/owners', 200],
  ['application-post-owners', 'POST applications/{app}/owners/$ref', 204, member],
  ['application-delete-owners', 'DELETE applications/{app}/owners/{sam}/$ref', 204],
  [
    'application-addpassword',
    'POST applications/{app}/addPassword',
    200,
    { passwordCredential: { displayName: 'Password friendly name' } },
  ],
  [
    'application-post-federatedidentitycredentials',
    'POST applications/{app}/federatedIdentityCredentials',
    201,
    {
      name: 'testing02',
      issuer: 'https://login.microsoftonline.com/3d1e2be9-a10a-4a0c-8380-7ce190f98ed9/v2.0',
      subject: 'a7d388c3-5e3f-4959-ac7d-786b3383006a',
      audiences: ['api://AzureADTokenExchange'],
    },
  ],
  [
    'federatedidentitycredential-update',
    'PATCH applications/{app}/federatedIdentityCredentials/testing02',
    204,
    {
      issuer: 'https://login.microsoftonline.com/3d1e2be9-a10a-4a0c-8380-7ce190f98ed9/v2.0',
      subject: 'a7d388c3-5e3f-4959-ac7d-786b3383006a',
      description: 'Updated description',
      audiences: ['api://AzureADTokenExchange'],
    },
  ],
  [
    'federatedidentitycredential-delete',
    'DELETE applications/{app}/federatedIdentityCredentials/testing02',
    204,
  ],
  ['serviceprincipal-post-serviceprincipals', 'POST servicePrincipals', 201, { appId: '{other}' }],
  ['serviceprincipal-get', 'GET servicePrincipals/{principal}', 200],
  ['serviceprincipal-get', "GET servicePrincipals(appId='{appId}')", 200],
  [
    'serviceprincipal-list',
    "GET servicePrincipals?$filter=startswith(displayName, 'a')&$count=true&$top=1&$orderby=displayName",
    200,
  ],
  [
    'serviceprincipal-update',
    'PATCH servicePrincipals/{principal}',
    204,
    { appRoleAssignmentRequired: true },
  ],
  ['serviceprincipal-list-owners', 'GET servicePrincipals/{principal}/owners', 200],
  ['serviceprincipal-post-owners', 'POST servicePrincipals/{principal}/owners/$ref', 204, member],
  ['serviceprincipal-delete-owners', 'DELETE servicePrincipals/{principal}/owners/{sam}/$ref', 204],
  [
    'serviceprincipal-post-approleassignedto',
    'POST servicePrincipals/{principal}/appRoleAssignedTo',
    201,
    assignment('{sam}'),
  ],
  [
    'serviceprincipal-list-approleassignedto',
    'GET servicePrincipals/{principal}/appRoleAssignedTo',
    200,
  ],
  ['user-list-approleassignments', 'GET users/{sam}/appRoleAssignments', 200],
  ['user-list-approleassignments', 'GET me/appRoleAssignments', 200],
  [
    'group-post-approleassignments',
    'POST groups/{staff}/appRoleAssignments',
    201,
    assignment('{staff}'),
  ],
  ['group-list-approleassignments', 'GET groups/{staff}/appRoleAssignments', 200],
  [
    'oauth2permissiongrant-post',
    'POST oauth2PermissionGrants',
    201,
    {
      clientId: '{principal}',
      consentType: 'AllPrincipals',
      principalId: null,
      resourceId: '{graph}',
      scope: 'User.Read Group.Read.All',
    },
  ],
  [
    'serviceprincipal-list-oauth2permissiongrants',
    'GET servicePrincipals/{principal}/oauth2PermissionGrants',
    200,
  ],
  ['user-list-memberof', 'GET me/memberOf', 200],
  ['user-list-memberof', 'GET users/{sam}/memberOf/$count', 200],
  ['user-list-memberof', 'GET users/{sam}/memberOf/microsoft.graph.group?$count=true', 200],
  ['user-list-transitivememberof', 'GET me/transitiveMemberOf', 200],
  [
    'directoryobject-getmembergroups',
    'POST me/getMemberGroups',
    200,
    { securityEnabledOnly: true },
  ],
  [
    'directoryobject-checkmembergroups',
    'POST me/checkMemberGroups',
    200,
    { groupIds: ['{staff}', 'fee2c45b-915a-4a64-b130-f4eb9e75525e'] },
  ],
  ['group-list-members', 'GET groups/{staff}/members', 200],
  ['group-list-members', 'GET groups/{staff}/members/$count', 200],
  [
    'identitycontainer-list-authenticationeventsflows',
    'GET identity/authenticationEventsFlows',
    200,
  ],
  ['organization-list', 'GET organization', 200],
];

const filled = (text: string): string =>
  text.replace(/\{(\w+)\}/g, (all, name) => ids[name] ?? all);

const examples = rows.map(([page, request, status, body]) => ({ page, request, status, body }));

test.each(examples)('as in $page: $request is $status', async ({ request, status, body }) => {
  const space = request.indexOf(' ');
  const answer = await graph(filled(`/v1.0/${request.slice(space + 1)}`), {
    method: request.slice(0, space),
    ...(body && { body: filled(JSON.stringify(body)) }),
    headers: {
      consistencylevel: 'eventual',
      'client-request-id': randomUUID(),
      ...(body && { 'content-type': 'application/json' }),
    },
  });
  expect(answer.status, errorOf(answer)).toBe(status);
});
