import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, graphAppId } from './graph-client.ts';
import { type RegisteringClient, registeringClient, userRead } from './registering-client.ts';

let tenant: RunningTenant;
let graph: RegisteringClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await registeringClient(tenant);
});
afterAll(() => tenant.remove());

describe('grants and app roles', () => {
  test('of one API can be changed, and leave those of another alone', async () => {
    const { appId } = await graph.create();
    const { json } = await graph.post('/v1.0/servicePrincipals', { appId });
    const resource = await graph.servicePrincipal(graphAppId);
    const tasks = await graph.servicePrincipal('33333333-3333-4333-8333-333333333333');
    const grant = { clientId: json['id'], consentType: 'AllPrincipals' };
    const first = await graph.post('/v1.0/oauth2PermissionGrants', {
      ...grant,
      resourceId: resource['id'],
      scope: 'User.Read Mail.Read',
    });
    await graph.post('/v1.0/oauth2PermissionGrants', {
      ...grant,
      resourceId: tasks['id'],
      scope: 'Tasks.Read',
    });
    const path = `/v1.0/oauth2PermissionGrants/${first.json['id']}`;
    expect((await graph.patch(path, { scope: 'User.Read' })).status).toBe(204);
    expect((await graph(path)).json).toMatchObject({ scope: 'User.Read' });
    const app = await tenant.directory('entra-id').registration(String(appId));
    expect(app?.adminConsent).toEqual([
      'api://33333333-3333-4333-8333-333333333333/Tasks.Read',
      'User.Read',
    ]);
  });

  test('are given to users too, and taken away again', async () => {
    const roleId = '6f0c4a6e-0000-4000-8000-000000000003';
    const { appId } = await graph.create({
      appRoles: [
        {
          id: roleId,
          value: 'Reviewer',
          displayName: 'Reviewer',
          description: 'Reviews',
          allowedMemberTypes: ['User'],
        },
      ],
    });
    const { json } = await graph.post('/v1.0/servicePrincipals', { appId });
    const sam = '0a0a0a0a-0000-4000-8000-000000000002';
    const body = { principalId: sam, resourceId: json['id'], appRoleId: roleId };
    const path = `/v1.0/servicePrincipals/${json['id']}/appRoleAssignedTo`;
    const assigned = await graph.post(path, body);
    expect(assigned.json).toMatchObject({
      ...body,
      principalType: 'User',
      principalDisplayName: 'Sam Okafor',
    });
    expect(errorOf(await graph.post(path, body))).toBe(
      '400 Request_BadRequest: Permission being assigned already exists on the object',
    );
    expect(errorOf(await graph.post(path, { ...body, appRoleId: userRead }))).toBe(
      '400 Request_BadRequest: Permission being assigned was not found on application',
    );
    // The role is for users.
    const toApp = { ...body, principalId: json['id'] };
    expect(errorOf(await graph.post(path, toApp))).toBe(
      '400 Request_BadRequest: Permission being assigned was not found on application',
    );
    const user = await tenant.directory('entra-id').user(sam);
    expect(user?.roles?.[String(appId)]).toEqual(['Reviewer']);
    expect(entriesOf(await graph(`/v1.0/users/${sam}/appRoleAssignments`))).toEqual([
      expect.objectContaining({ id: assigned.json['id'] }),
    ]);
    expect((await graph.delete(`${path}/${assigned.json['id']}`)).status).toBe(204);
    expect(entriesOf(await graph(path))).toEqual([]);
  });
});
