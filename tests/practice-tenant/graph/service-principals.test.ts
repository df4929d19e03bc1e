import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { errorOf, graphAppId, graphFor, graphForApp } from './graph-client.ts';
import { type RegisteringClient, registeringClient, userRead } from './registering-client.ts';

let tenant: RunningTenant;
let graph: RegisteringClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await registeringClient(tenant);
});
afterAll(() => tenant.remove());

describe('service principals', () => {
  test('exist once for each app, and Microsoft Graph has one with its permissions', async () => {
    const { appId } = await graph.create();
    expect(errorOf(await graph(`/v1.0/servicePrincipals(appId='${appId}')`))).toMatch(
      /^404 Request_ResourceNotFound/,
    );
    const created = await graph.post('/v1.0/servicePrincipals', { appId });
    expect(created.json).toMatchObject({
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#servicePrincipals/$entity`,
      appId,
      accountEnabled: true,
      appDisplayName: 'Made by test',
      servicePrincipalType: 'Application',
      servicePrincipalNames: [appId],
    });
    const tags = ['HideApp'];
    const path = `/v1.0/servicePrincipals/${created.json['id']}`;
    expect((await graph.patch(path, { tags })).status).toBe(204);
    expect((await graph(path)).json).toMatchObject({ tags });
    expect(errorOf(await graph.patch(path, { accountEnabled: false }))).toBe(
      "400 Request_BadRequest: Invalid value specified for property 'accountEnabled' of resource 'ServicePrincipal'.",
    );
    expect(errorOf(await graph.post('/v1.0/servicePrincipals', { appId }))).toBe(
      `409 Request_MultipleObjectsWithSameKeyValue: The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
    const resource = await graph.servicePrincipal(graphAppId);
    expect(resource).toMatchObject({
      displayName: 'Microsoft Graph',
      oauth2PermissionScopes: expect.arrayContaining([
        expect.objectContaining({ id: userRead, value: 'User.Read', type: 'User' }),
      ]),
      appRoles: expect.arrayContaining([
        expect.objectContaining({
          id: 'df021288-bdef-4463-88db-98f22de89214',
          value: 'User.Read.All',
        }),
      ]),
    });
  });

  test('need an application, which the error names as the cause', async () => {
    const appId = '11111111-0000-4000-8000-000000000000';
    const { status, json } = await graph.post('/v1.0/servicePrincipals', { appId });
    const message = `The appId '${appId}' of the service principal does not reference a valid application object.`;
    expect(status).toBe(400);
    expect(json['error']).toMatchObject({
      code: 'Request_BadRequest',
      message,
      details: [{ code: 'NoBackingApplicationObject', message, target: 'appId' }],
    });
  });

  test('are made of own applications only by callers who may change no others', async () => {
    const { appId } = await graph.create();
    const unknown = '11111111-0000-4000-8000-000000000000';
    const sams = await graphFor(tenant, ['Application.ReadWrite.All'], { who: 'Sam Okafor' });
    const app = await graphForApp(tenant, ['Application.ReadWrite.OwnedBy']);
    for (const client of [sams, app]) {
      for (const id of [appId, unknown]) {
        expect(errorOf(await client.post('/v1.0/servicePrincipals', { appId: id }))).toBe(
          '403 Authorization_RequestDenied: When using this permission, the backing application of the service principal being created must in the local tenant',
        );
      }
    }
  });

  test('are named by an ID, or by a client ID of the right form', async () => {
    expect(errorOf(await graph('/v1.0/servicePrincipals/nothing'))).toBe(
      "400 Request_BadRequest: Invalid object identifier 'nothing'.",
    );
    expect(errorOf(await graph("/v1.0/servicePrincipals(appId='nothing')"))).toBe(
      "400 Request_BadRequest: Invalid value specified for object reference property 'appId'. Please ensure that this value has an appropriate syntax and length.",
    );
  });

  test('take consents and app roles with them when they are deleted', async () => {
    const { appId } = await graph.create();
    const { json } = await graph.post('/v1.0/servicePrincipals', { appId });
    const resource = await graph.servicePrincipal(graphAppId);
    const grant = {
      clientId: json['id'],
      consentType: 'AllPrincipals',
      resourceId: resource['id'],
      scope: 'User.Read',
    };
    await graph.post('/v1.0/oauth2PermissionGrants', grant);
    expect(errorOf(await graph.post('/v1.0/oauth2PermissionGrants', grant))).toBe(
      '409 Request_MultipleObjectsWithSameKeyValue: Permission entry already exists.',
    );
    expect((await graph.delete(`/v1.0/servicePrincipals/${json['id']}`)).status).toBe(204);
    const app = await tenant.directory('entra-id').registration(String(appId));
    expect(app).toMatchObject({ adminConsent: [], appPermissions: {} });
  });
});
