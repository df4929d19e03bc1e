import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { errorOf, graphFor, graphForApp } from './graph-client.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(() => tenant.settings('entra-id').set('no-app-registrations', false));

const off = () => tenant.settings('entra-id').set('no-app-registrations', true);
const registers = ['Application.ReadWrite.All'];
const denied =
  '403 Authorization_RequestDenied: Insufficient privileges to complete the operation.';
const made = { displayName: 'Made by test' };

test('a member registers apps, until the setting forbids it', async () => {
  const sam = await graphFor(tenant, registers, { who: 'Sam Okafor' });
  const app = await sam.post('/v1.0/applications', made);
  expect(errorOf(app)).toBe('201');
  await off();
  expect(errorOf(await sam.post('/v1.0/applications', made))).toBe(denied);
  const { appId, id } = app.json;
  expect(errorOf(await sam.post('/v1.0/servicePrincipals', { appId }))).toBe(denied);
  // What a member owns already, they still change.
  expect((await sam.patch(`/v1.0/applications/${id}`, { notes: 'mine' })).status).toBe(204);
});

test('an administrator, and an app with the permission, register apps all the same', async () => {
  await off();
  const alex = await graphFor(tenant, registers);
  expect(errorOf(await alex.post('/v1.0/applications', made))).toBe('201');
  const app = await graphForApp(tenant, registers);
  expect(errorOf(await app.post('/v1.0/applications', made))).toBe('201');
});

test('the authorization policy says whether members may', async () => {
  const sam = await graphFor(tenant, ['Policy.Read.All'], { who: 'Sam Okafor' });
  const allowed = async () => {
    const { json } = await sam('/v1.0/policies/authorizationPolicy');
    return json;
  };
  expect(await allowed()).toMatchObject({
    '@odata.context': expect.stringMatching(/#policies\/authorizationPolicy\/\$entity$/),
    id: 'authorizationPolicy',
    defaultUserRolePermissions: { allowedToCreateApps: true },
  });
  await off();
  expect(await allowed()).toMatchObject({
    defaultUserRolePermissions: { allowedToCreateApps: false },
  });
});
