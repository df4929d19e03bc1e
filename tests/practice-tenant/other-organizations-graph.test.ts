import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { errorOf, type GraphClient, graphClient } from './graph/graph-client.ts';
import { contoso, northwind, signedIn } from './other-organization.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
beforeEach(() => tenant.reset());
afterAll(() => tenant.remove());

const appId = clientIds.anyOrganization;
const permissions = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
];

/** Graph of Northwind, as its administrator, who has consented for everyone. */
async function graphOfNorthwind(): Promise<GraphClient> {
  await tenant.seed({
    tenants: {
      northwind: {
        servicePrincipals: [
          { app: appId, adminConsent: ['openid', 'profile', 'offline_access', ...permissions] },
        ],
      },
    },
  });
  const scope = ['openid', ...permissions].join(' ');
  const { access_token: token } = await signedIn(tenant, northwind, ['Priya Nair'], scope);
  return graphClient(tenant, String(token));
}

const byAppId = (id: string) => `/v1.0/servicePrincipals(appId='${id}')`;

describe('Microsoft Graph of another organization', () => {
  test('has no application for a foreign app, and a service principal with its owner', async () => {
    const graph = await graphOfNorthwind();
    expect((await graph('/v1.0/applications')).json['value']).toEqual([]);
    expect(errorOf(await graph(`/v1.0/applications(appId='${appId}')`))).toMatch(/^404 /);
    expect((await graph(byAppId(appId))).json).toMatchObject({
      appOwnerOrganizationId: contoso,
      signInAudience: 'AzureADMultipleOrgs',
      passwordCredentials: [],
      appRoleAssignmentRequired: false,
    });
  });

  test('has the grants of that organization only', async () => {
    const graph = await graphOfNorthwind();
    await signedIn(tenant, northwind, ['Tom Berger', 'Accept'], 'openid User.Read');
    const { value } = (await graph('/v1.0/oauth2PermissionGrants')).json;
    expect(value).toEqual([
      expect.objectContaining({
        consentType: 'AllPrincipals',
        scope: expect.stringContaining('Application.ReadWrite.All'),
      }),
      expect.objectContaining({
        consentType: 'Principal',
        principalId: '0f0f0f0f-0000-4000-8000-000000000002',
        scope: expect.stringContaining('User.Read'),
      }),
    ]);
    expect((await tenant.directory('entra-id').registration(appId))?.adminConsent).toEqual([]);
  });

  test('makes, changes, and deletes a service principal without touching the registration', async () => {
    const home = tenant.directory('entra-id');
    const api = await home.registration(clientIds.tasksApi);
    if (api === undefined) throw new Error('There is no Tasks API.');
    const shared = { ...api, audience: 'anyTenant' as const };
    await home.saveRegistration(shared);
    const graph = await graphOfNorthwind();
    expect(errorOf(await graph(byAppId(clientIds.tasksApi)))).toMatch(/^404 /);
    const created = await graph.post('/v1.0/servicePrincipals', { appId: clientIds.tasksApi });
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({ appOwnerOrganizationId: contoso });
    const change = { appRoleAssignmentRequired: true, tags: ['HideApp'] };
    expect((await graph.patch(byAppId(clientIds.tasksApi), change)).status).toBe(204);
    expect((await graph(byAppId(clientIds.tasksApi))).json).toMatchObject(change);
    expect(await home.registration(clientIds.tasksApi)).toEqual(shared);
    expect((await graph.delete(byAppId(clientIds.tasksApi))).status).toBe(204);
    expect(errorOf(await graph(byAppId(clientIds.tasksApi)))).toMatch(/^404 /);
    expect(await home.registration(clientIds.tasksApi)).toEqual(shared);
  });

  test('assigns a foreign app’s roles to users of that organization', async () => {
    const home = tenant.directory('entra-id');
    const app = await home.registration(appId);
    if (app === undefined) throw new Error('It is not registered.');
    const role = {
      id: '55555555-aaaa-4555-8555-00000000000a',
      value: 'Reader',
      displayName: 'Readers',
      description: 'Read.',
      allowedMemberTypes: ['User' as const],
    };
    await home.saveRegistration({ ...app, appRoles: [role] });
    const graph = await graphOfNorthwind();
    const resourceId = (await graph(byAppId(appId))).json['id'];
    const principalId = '0f0f0f0f-0000-4000-8000-000000000002';
    const path = `/v1.0/servicePrincipals/${resourceId}/appRoleAssignedTo`;
    const assignment = { principalId, resourceId, appRoleId: role.id };
    expect((await graph.post(path, assignment)).status).toBe(201);
    const { value } = (await graph(path)).json;
    expect(value).toContainEqual(expect.objectContaining(assignment));
    expect(await tenant.directory('northwind').user(principalId)).toMatchObject({
      roles: { [appId]: ['Reader'] },
    });
  });
});
