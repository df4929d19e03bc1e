import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { groupIds } from '../../src/practice-tenant/directory/groups.ts';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { idOf, register, signIn } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const browser = new HttpBrowser();
const create = async (name: string, type: TenantType = 'entra-id', description = '') => {
  const form = await browser.open(`${tenant.frontOrigin}/desk/${type}/new-group`);
  return browser.press(form, 'Create', { 'Group name': name, 'Group description': description });
};
const groupsOfSam = async (type: TenantType) => {
  await register(tenant, type, clientIds.webApp, { groupsClaim: true });
  return idOf(await signIn(tenant, type, { scope: 'openid', user: 'Sam Okafor' }))['groups'];
};
const page = (path: string) => browser.open(`${tenant.frontOrigin}/desk/${path}`);

describe.each(tenantTypes.filter((type) => type !== 'b2c'))('a security group of %s', (type) => {
  test('is created, gets a member, and is in the member’s tokens until it’s deleted', async () => {
    const before = (await groupsOfSam(type)) ?? [];
    const created = await create('Night shift', type, 'Works at night');
    const id = created.url.split('/').at(-1) ?? '';
    expect((await page(type)).text).toContain(`/desk/${type}/groups/${id}`);
    const member = { 'User, by user principal name or object ID': `sam@${domains[type]}` };
    const joined = await browser.press(created, 'Add member', member);
    expect(joined.text).toContain('Remove Sam Okafor from Night shift');
    expect(await groupsOfSam(type)).toEqual([...[before].flat(), id]);
    const left = await browser.press(joined, 'Remove Sam Okafor from Night shift');
    expect((await groupsOfSam(type)) ?? []).toEqual(before);
    await browser.press(left, 'Add member', member);
    await browser.press(await page(`${type}/groups/${id}`), 'Delete Night shift');
    expect((await page(`${type}/groups/${id}`)).status).toBe(404);
    expect((await groupsOfSam(type)) ?? []).toEqual(before);
  });
});

const domains: Partial<Record<TenantType, string>> = {
  'entra-id': 'contoso.onmicrosoft.com',
  'external-id': 'woodgrove.onmicrosoft.com',
  'external-id-custom-domain': 'adatum.onmicrosoft.com',
};

test.each([
  ['no name', ' ', '', 'Enter a group name.'],
  ['a name of 257 characters', 'x'.repeat(257), '', 'longer than 256 characters'],
  ['a description of 1025 characters', 'Good', 'x'.repeat(1025), 'longer than 1024 characters'],
])('%s is refused', async (_case, name, description, sentence) => {
  const refused = await create(name, 'entra-id', description);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain(sentence);
  expect((await tenant.directory('entra-id').groups()).length).toBe(2);
});

test('a group is renamed, and keeps its members and its ID', async () => {
  const fields = { 'Group name': 'All staff', 'Group description': 'Everybody' };
  const saved = await browser.press(
    await page(`entra-id/groups/${groupIds.staff}`),
    'Save properties',
    fields,
  );
  expect(saved.text).toContain('Saved.');
  expect(saved.text).toContain('Remove Mira Lindqvist from All staff');
  const [staff] = await tenant.directory('entra-id').groups();
  expect(staff).toEqual({ id: groupIds.staff, name: 'All staff', description: 'Everybody' });
});

test('a member who doesn’t exist is refused', async () => {
  const label = 'User, by user principal name or object ID';
  const staff = await page(`entra-id/groups/${groupIds.staff}`);
  const refused = await browser.press(staff, 'Add member', { [label]: 'zoe' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('Contoso has no user zoe');
});

test('the page of a group names the apps that it’s assigned to', async () => {
  const app = await page(`entra-id/registrations/${clientIds.webApp}`);
  await browser.press(app, 'Assign', { holder: 'Staff', Role: 'Admin' });
  const { text } = await page(`entra-id/groups/${groupIds.staff}`);
  expect(text).toMatch(
    /registrations\/2222[^"]+#users-and-groups">Practice web app<.*<code>Admin</,
  );
});

test('with 500 groups, the pages stay short: they show the first and tell how many there are', async () => {
  const directory = tenant.directory('entra-id');
  const ids = Array.from({ length: 500 }, () => crypto.randomUUID());
  for (const [index, id] of ids.entries())
    await directory.saveGroup({ id, name: `Group ${index}` });
  const sam = await directory.userNamed('sam@contoso.onmicrosoft.com');
  if (sam === undefined) throw new Error('There is no Sam.');
  await directory.saveUser({ ...sam, groups: ids });
  const desk = await page('entra-id');
  expect(desk.text).toContain('The first 100 of 502.');
  expect(desk.text).toContain('>500 groups<');
  const user = await page(`entra-id/users/${sam.objectId}`);
  expect(user.text).toContain('In 500 of 502 groups, of which these are the first 50');
  expect(user.text.match(/\/desk\/entra-id\/groups\//g)).toHaveLength(50);
});

test('B2C and personal accounts have no groups at the desk', async () => {
  for (const key of ['b2c', 'personal']) {
    expect((await page(key)).text).not.toContain('New group');
    expect((await page(`${key}/new-group`)).status).toBe(404);
  }
});
