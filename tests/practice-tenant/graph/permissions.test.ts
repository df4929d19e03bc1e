import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../../src/practice-tenant/apis/graph/routes.ts';
import { groupIds } from '../../../src/practice-tenant/directory/groups.ts';
import { attempt, authorityFor, errorNumber, msalApp, tenantIds } from '../msal-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { errorOf, type GraphResponse, graphFor, graphForApp } from './graph-client.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const denied =
  '403 Authorization_RequestDenied: Insufficient privileges to complete the operation.';
const sam = '0a0a0a0a-0000-4000-8000-000000000002';
const webApp = "applications(appId='22222222-2222-4222-8222-222222222222')";
const principal = "servicePrincipals(appId='22222222-2222-4222-8222-222222222222')";
/** An object that is not there: whoever is let through gets to hear that. */
const nothing = '99999999-0000-4000-8000-000000000000';

/** The least permission that does, one that is near and doesn't, and the answer to a request that is let through. */
type Row = readonly [request: string, least: string[], tooLittle: string[], status: number];

const reads: readonly Row[] = [
  ['GET me', ['User.Read'], ['Mail.Read'], 200],
  ['GET me/memberOf', ['User.Read'], ['Mail.Read'], 200],
  ['POST me/getMemberObjects', ['User.Read'], ['Mail.Read'], 200],
  ['POST me/checkMemberObjects', ['User.Read'], ['Mail.Read'], 400],
  ['POST me/getMemberGroups', ['User.Read', 'GroupMember.Read.All'], ['User.Read'], 200],
  ['POST me/checkMemberGroups', ['User.Read', 'GroupMember.Read.All'], ['User.Read'], 400],
  [
    `POST users/${sam}/checkMemberGroups`,
    ['User.ReadBasic.All', 'GroupMember.Read.All'],
    ['User.ReadBasic.All'],
    400,
  ],
  ['GET me/transitiveMemberOf', ['User.Read'], ['Mail.Read'], 200],
  ['GET me/photo', ['User.Read'], ['Mail.Read'], 200],
  ['GET me/photos', ['User.Read'], ['Mail.Read'], 200],
  ['GET me/photos/48x48', ['User.Read'], ['Mail.Read'], 200],
  ['GET me/photo/$value', ['User.Read'], ['Mail.Read'], 200],
  ['GET users', ['User.ReadBasic.All'], ['User.Read'], 200],
  [`GET users/${sam}`, ['User.ReadBasic.All'], ['User.Read'], 200],
  [`GET users/${sam}/memberOf`, ['User.Read.All'], ['User.ReadBasic.All'], 200],
  [`GET users/${sam}/photo`, ['User.ReadBasic.All'], ['User.Read'], 200],
  ['GET groups', ['GroupMember.Read.All'], ['User.Read.All'], 200],
  [`GET groups/${groupIds.staff}`, ['GroupMember.Read.All'], ['User.Read.All'], 200],
  [`GET groups/${groupIds.staff}/members`, ['GroupMember.Read.All'], ['User.Read.All'], 200],
  ['GET organization', ['User.Read'], ['Mail.Read'], 200],
  ['GET applications', ['Application.Read.All'], ['User.Read.All'], 200],
  [`GET ${webApp}`, ['Application.Read.All'], ['User.Read.All'], 200],
  [`GET ${webApp}/federatedIdentityCredentials`, ['Application.Read.All'], ['User.Read.All'], 200],
  ['GET servicePrincipals', ['Application.Read.All'], ['User.Read.All'], 200],
  [`GET ${principal}`, ['Application.Read.All'], ['User.Read.All'], 200],
  [`GET ${principal}/appRoleAssignments`, ['Application.Read.All'], ['User.Read.All'], 200],
  [`GET ${principal}/appRoleAssignedTo`, ['Application.Read.All'], ['User.Read.All'], 200],
  [`GET ${webApp}/owners`, ['Application.Read.All'], ['User.Read.All'], 200],
  [`GET ${principal}/owners`, ['Application.Read.All'], ['User.Read.All'], 200],
  [
    `GET groups/${groupIds.staff}/appRoleAssignments`,
    ['Directory.Read.All'],
    ['Group.Read.All'],
    200,
  ],
  ['GET policies/authorizationPolicy', ['Policy.Read.All'], ['Directory.Read.All'], 200],
  ['GET oauth2PermissionGrants', ['Directory.Read.All'], ['Application.Read.All'], 200],
];

/** What an owner may do, too; Sam owns nothing here. */
const writesOfOwners: readonly Row[] = [
  [`PATCH ${webApp}`, ['Application.ReadWrite.All'], ['Application.Read.All'], 204],
  [`POST ${webApp}/removePassword`, ['Application.ReadWrite.All'], ['Application.Read.All'], 400],
  [
    `POST ${webApp}/owners/$ref`,
    ['Application.ReadWrite.All', 'Directory.Read.All'],
    ['Application.ReadWrite.All'],
    400,
  ],
  [
    `POST ${principal}/owners/$ref`,
    ['Application.ReadWrite.All', 'Directory.Read.All'],
    ['Application.ReadWrite.All'],
    400,
  ],
  [
    `DELETE ${webApp}/owners/${nothing}/$ref`,
    ['Application.ReadWrite.All'],
    ['Application.Read.All'],
    404,
  ],
];

const writesOfMembers: readonly Row[] = [
  ['POST applications', ['Application.ReadWrite.All'], ['Application.Read.All'], 400],
  ['POST servicePrincipals', ['Application.ReadWrite.All'], ['Application.Read.All'], 400],
  [`DELETE applications/${nothing}`, ['Application.ReadWrite.All'], ['Application.Read.All'], 404],
];

const writesOfAdministrators: readonly Row[] = [
  [
    'POST oauth2PermissionGrants',
    ['DelegatedPermissionGrant.ReadWrite.All'],
    ['Application.ReadWrite.All'],
    400,
  ],
  [
    `POST ${principal}/appRoleAssignments`,
    ['AppRoleAssignment.ReadWrite.All', 'Application.Read.All'],
    ['AppRoleAssignment.ReadWrite.All'],
    400,
  ],
  [
    `POST groups/${groupIds.staff}/appRoleAssignments`,
    ['AppRoleAssignment.ReadWrite.All', 'Application.Read.All'],
    ['AppRoleAssignment.ReadWrite.All'],
    400,
  ],
  ['GET identity/authenticationEventsFlows', ['EventListener.Read.All'], ['User.Read.All'], 200],
  [
    `POST identity/authenticationEventsFlows/${nothing}/conditions/applications/includeApplications`,
    ['EventListener.ReadWrite.All'],
    ['EventListener.Read.All'],
    404,
  ],
];
const writes = [...writesOfOwners, ...writesOfMembers, ...writesOfAdministrators];

async function sent(
  client: Awaited<ReturnType<typeof graphFor>>,
  request: string,
): Promise<GraphResponse> {
  const [method = '', path = ''] = request.split(' ');
  const init =
    method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } };
  return client(`/v1.0/${path}`, { method, ...init });
}

describe('with a signed-in administrator', () => {
  test.each([...reads, ...writes])(
    '%s takes %j and not %j',
    async (request, least, less, status) => {
      expect((await sent(await graphFor(tenant, least), request)).status).toBe(status);
      const refused = await sent(await graphFor(tenant, less), request);
      expect(errorOf(refused)).toBe(denied);
      expect(refused.json).toMatchObject({
        error: { details: [{ message: expect.stringContaining(least[0] ?? '') }] },
      });
    },
  );
});

describe('with a user who is no administrator', () => {
  test.each(reads)('%s takes %j', async (request, least, _, status) => {
    const client = await graphFor(tenant, least, { who: 'Sam Okafor' });
    // Sam has a photo too.
    expect((await sent(client, request)).status).toBe(status);
  });

  test.each([...writesOfOwners, ...writesOfAdministrators])(
    '%s is denied with %j',
    async (request, least) => {
      const client = await graphFor(tenant, least, { who: 'Sam Okafor' });
      expect(errorOf(await sent(client, request))).toBe(denied);
    },
  );

  test.each(writesOfMembers)('%s takes %j', async (request, least, _, status) => {
    const client = await graphFor(tenant, least, { who: 'Sam Okafor' });
    expect((await sent(client, request)).status).toBe(status);
  });

  test('a guest reads about themselves only', async () => {
    const guest = await graphFor(tenant, ['User.Read.All'], { who: 'Noor Haddad' });
    expect((await guest('/v1.0/me')).json).toMatchObject({ displayName: 'Noor Haddad (guest)' });
    expect(errorOf(await guest('/v1.0/users'))).toBe(denied);
  });

  test.each(['external-id', 'external-id-custom-domain'] as const)(
    'a customer in %s reads about themselves only',
    async (type) => {
      const customer = await graphFor(tenant, ['User.Read.All'], { type, who: 'Sam Okafor' });
      expect((await customer('/v1.0/me')).status).toBe(200);
      expect(errorOf(await customer('/v1.0/users'))).toBe(denied);
    },
  );
});

describe('without a user', () => {
  const forApps: readonly Row[] = [
    ['GET users', ['User.ReadBasic.All'], ['GroupMember.Read.All'], 200],
    [`GET users/${sam}/memberOf`, ['User.Read.All'], ['User.ReadBasic.All'], 200],
    ['GET groups', ['GroupMember.Read.All'], ['User.Read.All'], 200],
    ['GET organization', ['Organization.Read.All'], ['User.Read.All'], 200],
    ['GET applications', ['Application.Read.All'], ['User.Read.All'], 200],
    ['POST applications', ['Application.ReadWrite.OwnedBy'], ['Application.Read.All'], 400],
    [
      'POST oauth2PermissionGrants',
      ['DelegatedPermissionGrant.ReadWrite.All'],
      ['Application.ReadWrite.All'],
      400,
    ],
  ];

  test.each(forApps)('%s takes %j and not %j', async (request, least, less, status) => {
    expect((await sent(await graphForApp(tenant, least), request)).status).toBe(status);
    expect(errorOf(await sent(await graphForApp(tenant, less), request))).toBe(denied);
  });

  test('an app with Application.ReadWrite.OwnedBy changes what it made, and nothing else', async () => {
    const app = await graphForApp(tenant, ['Application.ReadWrite.OwnedBy']);
    const own = await app.post('/v1.0/applications', { displayName: 'Its own' });
    const path = `/v1.0/applications/${own.json['id']}`;
    expect((await app.patch(path, { notes: 'changed' })).status).toBe(204);
    expect((await app.post(`${path}/addPassword`)).status).toBe(200);
    expect(errorOf(await app.patch(`/v1.0/${webApp}`, { notes: 'changed' }))).toBe(denied);
    expect(errorOf(await app.post(`/v1.0/${webApp}/addPassword`))).toBe(denied);
    expect((await app.delete(path)).status).toBe(204);
  });

  test('scopes that a user consented to give an app nothing', async () => {
    await graphFor(tenant, ['User.Read.All']);
    const app = await graphForApp(tenant, []);
    expect(errorOf(await app('/v1.0/users'))).toBe(denied);
  });
});

test('every address of Graph is for someone, and names no permission that the tenant lacks', async () => {
  const { graphPermissions } = await import(
    '../../../src/practice-tenant/directory/graph-permissions.ts'
  );
  const named = (kind: 'scopeId' | 'roleId') =>
    graphPermissions.filter((each) => each[kind] !== undefined).map(({ value }) => value);
  const operations = Object.entries(routes).flatMap(([address, route]) =>
    Object.entries(route).map(([method, operation]) => ({ at: `${method} ${address}`, operation })),
  );
  // Nothing lets an app change users.
  const others = operations.filter(({ at }) => at !== 'PATCH users/{id}');
  for (const { at, operation } of others) {
    const { delegated, delegatedToSelf = [], application } = operation;
    const [scopes, roles] = [[...delegated, ...delegatedToSelf].flat(), application.flat()];
    expect(scopes.length, at).toBeGreaterThan(0);
    expect(named('scopeId'), at).toEqual(expect.arrayContaining(scopes));
    expect(named('roleId'), at).toEqual(expect.arrayContaining(roles));
  }
});

test.each(['Application.ReadWrite.All', 'Directory.Read.All', 'GroupMember.Read.All'])(
  'an administrator has to consent to %s',
  async (scope) => {
    const app = msalApp(tenant, 'entra-id', {
      clientId: '44444444-4444-4444-8444-444444444444',
      credential: { clientSecret: 'practice~needs-consent~not-a-real-secret' },
    });
    const { page } = await attempt(app, { scopes: [scope], press: ['Sam Okafor'] });
    expect(page.text).toContain('<h1>Approval required</h1>');
  },
);

test('a user flow of B2C gives no user a token for Graph, and every app one', async () => {
  const client = msalApp(tenant, 'b2c', { authority: authorityFor(tenant, 'b2c') });
  const { answer } = await attempt(client, { scopes: ['User.Read'], press: [] });
  expect(answer['error_description']).toContain('AADB2C90055');
  const app = await graphForApp(tenant, ['User.Read.All'], 'b2c');
  expect((await app('/v1.0/users')).status).toBe(200);
  const token = client.acquireTokenByClientCredential({
    scopes: ['https://graph.microsoft.com/.default'],
    authority: `${tenant.origin}/${tenantIds.b2c}/B2C_1_signupsignin`,
  });
  expect(await errorNumber(token)).toBe('no error');
});
