import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { errorOf } from './graph-client.ts';
import { type RegisteringClient, registeringClient } from './registering-client.ts';

let tenant: RunningTenant;
let graph: RegisteringClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await registeringClient(tenant);
});
afterAll(() => tenant.remove());

const role = {
  id: '6f0c4a6e-0000-4000-8000-000000000005',
  value: 'Editor',
  displayName: 'Editors',
  description: 'Edits',
  allowedMemberTypes: ['User'],
};

test.each([
  ['SecurityGroup', 'SecurityGroup'],
  ['ApplicationGroup', 'ApplicationGroup'],
  ['All', 'All'],
  ['ApplicationGroup, DirectoryRole', 'DirectoryRole, ApplicationGroup'],
  ['None', null],
  [null, null],
])('groupMembershipClaims %j is kept as %j', async (sent, shown) => {
  const { id } = await graph.create({ groupMembershipClaims: sent });
  const { json } = await graph(`/v1.0/applications/${id}`);
  expect(json['groupMembershipClaims']).toBe(shown);
});

test('groupMembershipClaims of another kind is refused', async () => {
  const answer = await graph.post('/v1.0/applications', {
    displayName: 'Made by test',
    groupMembershipClaims: 'EveryGroup',
  });
  expect(errorOf(answer)).toMatch(/^400 Request_BadRequest: Invalid value specified/);
});

test('an app role is taken away only once isEnabled is false', async () => {
  const { id } = await graph.create({ appRoles: [role] });
  const path = `/v1.0/applications/${id}`;
  expect(errorOf(await graph.patch(path, { appRoles: [] }))).toBe(
    '400 CannotDeleteOrUpdateEnabledEntitlement: Permission (scope or role) cannot be deleted or updated unless disabled first.',
  );
  const disabled = [{ ...role, isEnabled: false }];
  expect((await graph.patch(path, { appRoles: disabled })).status).toBe(204);
  expect((await graph(path)).json['appRoles']).toEqual([
    expect.objectContaining({ value: 'Editor', isEnabled: false }),
  ]);
  expect((await graph.patch(path, { appRoles: [] })).status).toBe(204);
  expect((await graph(path)).json['appRoles']).toEqual([]);
});

test('a disabled app role can’t be assigned', async () => {
  const { appId } = await graph.create({ appRoles: [{ ...role, isEnabled: false }] });
  const principal = await graph.createPrincipal(appId);
  const sam = '0a0a0a0a-0000-4000-8000-000000000002';
  const answer = await graph.post(`/v1.0/users/${sam}/appRoleAssignments`, {
    principalId: sam,
    resourceId: principal['id'],
    appRoleId: role.id,
  });
  expect(errorOf(answer)).toMatch(
    /^400 Request_BadRequest: Permission being assigned was not found/,
  );
});

test('an app role with a space in its value is refused', async () => {
  const appRoles = [{ ...role, value: 'Two words' }];
  const answer = await graph.post('/v1.0/applications', { displayName: 'Made by test', appRoles });
  expect(errorOf(answer)).toMatch(/^400 Request_BadRequest: Invalid value specified/);
});

const id = '6f0c4a6e-0000-4000-8000-000000000006';
const scope = { id: role.id, value: 'Files.Edit' };
test.each([
  ['app roles', { appRoles: [role, { ...role, id }] }],
  ['scopes', { api: { oauth2PermissionScopes: [scope, { ...scope, id }] } }],
])('two %s with one value are refused', async (_, body) => {
  const answer = await graph.post('/v1.0/applications', { displayName: 'Made by test', ...body });
  expect(errorOf(answer)).toBe(
    '400 Request_BadRequest: Request contains a property with duplicate values.',
  );
});
