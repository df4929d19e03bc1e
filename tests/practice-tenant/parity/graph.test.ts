import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import {
  entriesOf,
  errorOf,
  type GraphClient,
  graphFor,
  graphForApp,
} from '../graph/graph-client.ts';
import { tenantIds } from '../msal-app.ts';
import { accessOf, ask, register, signIn, tasks } from '../plain-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';

let tenant: RunningTenant;
let graph: GraphClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await graphFor(tenant, ['Directory.Read.All', 'Application.ReadWrite.All']);
});
afterAll(() => tenant.remove());

/** Rows about Microsoft Graph on the page /reference/parity/ that no other test shows. */
describe('the parity page is right that', () => {
  test.each([
    ['POST', '/v1.0/users'],
    ['DELETE', '/v1.0/users/0a0a0a0a-0000-4000-8000-000000000002'],
    ['POST', '/v1.0/groups'],
    ['DELETE', '/v1.0/groups/0a0a0a0a-aaaa-4aaa-8aaa-000000000001'],
  ])('users and groups are read only: %s %s', async (method, path) => {
    expect((await graph(path, { method })).status).toBe(405);
  });

  test.each([
    ['GET', '/v1.0/directory/deletedItems/microsoft.graph.user'],
    ['POST', '/v1.0/directory/deletedItems/0a0a0a0a-0000-4000-8000-000000000002/restore'],
  ])('a deleted user is gone immediately: %s %s', async (method, path) => {
    const directory = tenant.directory('entra-id');
    const sam = await directory.userNamed('sam@contoso.onmicrosoft.com');
    if (sam === undefined) throw new Error('There is no Sam.');
    await directory.removeUser(sam.objectId);
    const gone = await graph(`/v1.0/users/${sam.objectId}`);
    const { status } = await graph(path, { method });
    const still = await graph(`/v1.0/users/${sam.objectId}`);
    await directory.saveUser(sam);
    expect([gone.status, still.status]).toEqual([404, 404]);
    expect(status).toBe(404);
  });

  test('no app changes users, whatever it may', async () => {
    const allowed = await graphFor(tenant, ['User.ReadWrite.All']);
    const sam = '/v1.0/users/0a0a0a0a-0000-4000-8000-000000000002';
    const { status, json } = await allowed.patch(sam, { jobTitle: 'Changed' });
    expect(status).toBe(403);
    expect(JSON.stringify(json)).toContain('lets no app change users');
  });

  test.each([
    [
      'two identifier URIs',
      { identifierUris: ['api://one.test', 'api://two.test'] },
      'identifierUris',
    ],
    [
      'preAuthorizedApplications',
      {
        api: {
          preAuthorizedApplications: [{ appId: clientIds.webApp, delegatedPermissionIds: [] }],
        },
      },
      'preAuthorizedApplications',
    ],
    [
      'knownClientApplications',
      { api: { knownClientApplications: [clientIds.webApp] } },
      'knownClientApplications',
    ],
  ])('an application with %s is refused by the name of the property', async (_, more, name) => {
    const answer = await graph.post('/v1.0/applications', { displayName: 'Refused', ...more });
    expect(errorOf(answer)).toMatch(new RegExp(`^400 Request_BadRequest: .*${name}`));
  });

  test('an identifier URI may be of any domain', async () => {
    const identifierUris = ['https://api.example.com'];
    const body = { displayName: 'Of another domain', identifierUris };
    expect((await graph.post('/v1.0/applications', body)).json).toMatchObject({ identifierUris });
  });

  test('an app may have 21 federated credentials', async () => {
    const { json: app } = await graph.post('/v1.0/applications', { displayName: 'Well known' });
    const path = `/v1.0/applications/${app['id']}/federatedIdentityCredentials`;
    const [issuer, audiences] = ['https://issuer.example', ['api://AzureADTokenExchange']];
    for (let each = 1; each <= 21; each += 1) {
      const body = { name: `number-${each}`, issuer, subject: `subject ${each}`, audiences };
      expect((await graph.post(path, body)).status).toBe(201);
    }
    expect(entriesOf(await graph(path))).toHaveLength(21);
  });

  test('an app without a service principal gets no tokens: AADSTS7000229', async () => {
    const { json: app } = await graph.post('/v1.0/applications', { displayName: 'Lone app' });
    const filter = encodeURIComponent(`appId eq '${app['appId']}'`);
    expect(entriesOf(await graph(`/v1.0/servicePrincipals?$filter=${filter}`))).toEqual([]);
    const { json: secret } = await graph.post(`/v1.0/applications/${app['id']}/addPassword`, {});
    const response = await fetch(`${tenant.origin}/${tenantIds['entra-id']}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: String(app['appId']),
        client_secret: String(secret['secretText']),
        scope: 'https://graph.microsoft.com/.default',
      }),
    });
    expect(await response.json()).toMatchObject({ error_codes: [7000229] });
  });

  test.each([
    ['alex', 200],
    ['sam', 200],
    ['mira', 404],
  ])('the user %s has a photo: %i', async (name, status) => {
    const { status: found } = await graph(`/v1.0/users/${name}@contoso.onmicrosoft.com/photo`);
    expect(found).toBe(status);
  });

  test('an application has no publisherName, and a photo no @odata.id', async () => {
    const { json } = await graph(`/v1.0/applications(appId='${clientIds.webApp}')`);
    expect(json).toHaveProperty('displayName');
    expect(json).not.toHaveProperty('publisherName');
    const photo = (await graph('/v1.0/me/photo')).json;
    expect(photo).toHaveProperty(['@odata.mediaContentType']);
    expect(photo).not.toHaveProperty(['@odata.id']);
  });

  test('a cast needs neither a count nor ConsistencyLevel', async () => {
    const groups = await graph('/v1.0/me/memberOf/microsoft.graph.group');
    expect(groups.status).toBe(200);
    expect(entriesOf(groups).length).toBeGreaterThan(0);
  });

  test('a role assignment has no time', async () => {
    const principal = async (appId: string) =>
      (await graph(`/v1.0/servicePrincipals(appId='${appId}')`)).json['id'];
    await graphForApp(tenant, ['User.Read.All']);
    const path = `/v1.0/servicePrincipals/${await principal(clientIds.webApp)}/appRoleAssignments`;
    const assigned = entriesOf(await graph(path));
    expect(assigned.length).toBeGreaterThan(0);
    for (const assignment of assigned) expect(assignment['createdDateTime']).toBeNull();
  });

  test('an app in B2C sorts and counts users', async () => {
    const app = await graphForApp(tenant, ['User.Read.All'], 'b2c');
    const headers = { consistencylevel: 'eventual' };
    const { status, json } = await app('/v1.0/users?$orderby=displayName&$count=true', { headers });
    expect([status, json['@odata.count']]).toEqual([
      200,
      entriesOf({ status, headers: new Headers(), json }).length,
    ]);
  });

  test('an app or user without a role gets a token for an API that requires assignment', async () => {
    const address = `/v1.0/servicePrincipals(appId='${clientIds.tasksApi}')`;
    const required = { appRoleAssignmentRequired: true };
    expect((await graph.patch(address, required)).status).toBe(204);
    await register(tenant, 'entra-id', clientIds.webApp, { appPermissions: {} });
    const scope = `api://${clientIds.tasksApi}/.default`;
    const { status, answer } = await ask(tenant, 'entra-id', {
      grant_type: 'client_credentials',
      scope,
    });
    expect(status).toBe(200);
    expect(accessOf(answer)).not.toHaveProperty('roles');
    const sam = await signIn(tenant, 'entra-id', { scope: `openid ${tasks}`, user: 'Sam Okafor' });
    expect(accessOf(sam)).toMatchObject({ scp: 'Tasks.Read' });
    expect(accessOf(sam)).not.toHaveProperty('roles');
    expect((await graph.patch(address, { appRoleAssignmentRequired: false })).status).toBe(204);
  });

  test('an app in B2C gets a token for Graph at the tenant and at a user flow', async () => {
    for (const base of [tenantIds.b2c, 'fabrikam.onmicrosoft.com/B2C_1_signupsignin']) {
      const response = await fetch(`${tenant.origin}/${base}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientIds.webApp,
          client_secret: 'practice~web-app~not-a-real-secret',
          scope: 'https://graph.microsoft.com/.default',
        }),
      });
      const { access_token } = await response.json();
      expect(decodeJwt(access_token).aud).toBe('https://graph.microsoft.com');
    }
  });
});
