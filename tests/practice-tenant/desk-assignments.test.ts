import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { groupIds } from '../../src/practice-tenant/directory/groups.ts';
import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { northwind, signedIn } from './other-organization.ts';
import { accessOf, idOf, register, signIn, tasks } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const browser = new HttpBrowser();
const open = (clientId: string = clientIds.webApp, type: TenantType = 'entra-id') =>
  browser.open(`${tenant.frontOrigin}/desk/${type}/registrations/${clientId}`);
const assign = async (holder: string, role: string, clientId: string = clientIds.webApp) =>
  browser.press(await open(clientId), 'Assign', { holder, Role: role });
const miras = (scope = 'openid') => signIn(tenant, 'entra-id', { scope, user: 'Mira Lindqvist' });

describe('users and groups of an app', () => {
  test('are listed with their roles', async () => {
    expect((await open()).text).toContain('Remove Alex Rivera from Administrators');
  });

  test('a group brings its members the role, in ID tokens of the app and in access tokens of the API', async () => {
    await assign('Staff', 'Admin');
    expect(idOf(await miras())['roles']).toEqual(['Admin']);
    await assign(groupIds.staff, 'Task.Admin', clientIds.tasksApi);
    expect(accessOf(await miras(`openid ${tasks}`))['roles']).toEqual(['Task.Admin']);
    await browser.press(await open(), 'Remove Staff from Administrators');
    expect(idOf(await miras())).not.toHaveProperty('roles');
  });

  test('a user has each role once, who has it twice', async () => {
    await assign('Staff', 'Admin');
    const tokens = await signIn(tenant, 'entra-id', { scope: 'openid' });
    expect(idOf(tokens)['roles']).toEqual(['Admin']);
  });

  test.each([
    'mira@contoso.onmicrosoft.com',
    'Mira Lindqvist',
    '0a0a0a0a-0000-4000-8000-000000000003',
  ])('a user is found as %s', async (name) => {
    await assign(name, 'Admin');
    expect(idOf(await miras())['roles']).toEqual(['Admin']);
  });

  test.each([
    ['nobody by that name', 'Zoe Quartz', 'Contoso has no user or group Zoe Quartz'],
    ['no name', ' ', 'Enter a user or a group.'],
  ])('%s is refused', async (_case, name, sentence) => {
    const page = await assign(name, 'Admin');
    expect(page.status).toBe(400);
    expect(page.text).toContain(sentence);
  });

  test('of two groups with one name, neither is assigned', async () => {
    await tenant.directory('entra-id').saveGroup({ id: crypto.randomUUID(), name: 'Staff' });
    expect((await assign('Staff', 'Admin')).text).toContain(
      'Several users or groups have the name Staff',
    );
  });
});

test('without app roles, an assignment is Default Access; once it’s required, nobody else signs in', async () => {
  await register(tenant, 'entra-id', clientIds.webApp, { appRoles: [] });
  const page = await assign('Mira Lindqvist', '');
  expect(page.text).toContain('Remove Mira Lindqvist from Default Access');
  const form = { do: 'assignment-required', 'assignment-required': 'yes' };
  const required = await browser.post(page.url, form, page.url);
  expect(required.text).toContain('name="assignment-required" value="yes" checked');
  expect(idOf(await miras())).not.toHaveProperty('roles');
  const sam = { scope: 'openid', user: 'Sam Okafor' };
  const refused = await signIn(tenant, 'entra-id', sam);
  expect(refused['error_description']).toMatch(/^AADSTS50105: /);
  await browser.press(required, 'Remove Mira Lindqvist from Default Access');
  expect((await miras())['error_description']).toMatch(/^AADSTS50105: /);
  await browser.post(page.url, { do: 'assignment-required' }, page.url);
  expect(idOf(await signIn(tenant, 'entra-id', sam))).toHaveProperty('sub');
});

test('in External ID, groups are assigned by Microsoft Graph, and the desk tells so', async () => {
  const staff = { id: crypto.randomUUID(), name: 'Best customers' };
  await tenant.directory('external-id').saveGroup(staff);
  const page = await open(clientIds.webApp, 'external-id');
  expect(page.text).toContain('only Microsoft Graph assigns groups to an app');
  const refused = await browser.press(page, 'Assign', { holder: 'Best customers', Role: 'Admin' });
  expect(refused.status).toBe(400);
  expect(
    (await browser.press(page, 'Assign', { holder: 'Sam Okafor', Role: 'Admin' })).status,
  ).toBe(200);
});

test('the built-in administrators of the apps have the role Admin in their own tenant', async () => {
  const alex = await tenant.directory('entra-id').userNamed('alex@contoso.onmicrosoft.com');
  for (const clientId of [clientIds.webApp, clientIds.liveDemo, clientIds.anyOrganization])
    expect(alex?.roles?.[clientId]).toEqual(['Admin']);
  const [priya] = await tenant.directory('northwind').users();
  expect(priya?.roles).toEqual({ [clientIds.anyOrganization]: ['Admin'] });
});

describe('an app of another organization', () => {
  const rolesInNorthwind = async (...press: string[]) =>
    idOf(await signedIn(tenant, northwind, press))['roles'];

  test('has the roles that its home defines, for those whom the other organization assigns', async () => {
    expect(await rolesInNorthwind('Priya Nair', 'Accept')).toEqual(['Admin']);
    expect(await rolesInNorthwind('Tom Berger', 'Accept')).toBeUndefined();
    const night = { id: crypto.randomUUID(), name: 'Night shift' };
    await tenant.directory('northwind').saveGroup(night);
    const path = `northwind/enterprise-applications/${clientIds.anyOrganization}`;
    const page = await browser.open(`${tenant.frontOrigin}/desk/${path}`);
    await browser.press(page, 'Assign', { holder: 'Night shift', Role: 'Admin' });
    const group = await browser.open(`${tenant.frontOrigin}/desk/northwind/groups/${night.id}`);
    expect(group.text).toContain(`/desk/${path}#users-and-groups`);
    const member = 'User, by user principal name or object ID';
    await browser.press(group, 'Add member', { [member]: 'tom@northwindtraders.onmicrosoft.com' });
    expect(await rolesInNorthwind('Tom Berger')).toEqual(['Admin']);
  });
});
