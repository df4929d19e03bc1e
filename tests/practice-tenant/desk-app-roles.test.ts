import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { idOf, signIn } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const browser = new HttpBrowser();
const open = (type: TenantType = 'entra-id') =>
  browser.open(`${tenant.frontOrigin}/desk/${type}/registrations/${clientIds.webApp}`);
const rolesOf = async (type: TenantType = 'entra-id') =>
  (await tenant.directory(type).registration(clientIds.webApp))?.appRoles ?? [];

const writers = {
  'Display name': 'Writers',
  Value: 'Survey.Create',
  Description: 'Writers create surveys.',
};
const create = async (fields: Record<string, string> = writers, type: TenantType = 'entra-id') =>
  browser.press(await open(type), 'Create the app role', fields);
const assign = async (user: string, role: string, type: TenantType = 'entra-id') =>
  browser.press(await open(type), 'Assign', { holder: user, Role: role });

describe.each(tenantTypes.filter((type) => type !== 'b2c'))('an app role of %s', (type) => {
  test('is created, assigned to a user, and in the tokens from then on', async () => {
    expect((await create(writers, type)).text).toContain('Saved.');
    expect((await rolesOf(type)).at(-1)).toMatchObject({
      value: 'Survey.Create',
      displayName: 'Writers',
      description: 'Writers create surveys.',
      allowedMemberTypes: ['User'],
    });
    const sam = { scope: 'openid', user: 'Sam Okafor' };
    expect(idOf(await signIn(tenant, type, sam))).not.toHaveProperty('roles');
    expect((await assign('Sam Okafor', 'Survey.Create', type)).text).toContain('Saved.');
    expect(idOf(await signIn(tenant, type, sam))['roles']).toEqual(['Survey.Create']);
  });
});

describe('a role is refused, and the form keeps what was entered,', () => {
  test.each([
    ['without a display name', { 'Display name': ' ' }, 'Enter a display name.'],
    ['without a value', { Value: '' }, 'Enter a value.'],
    ['with a space in its value', { Value: 'Survey Create' }, 'The value can’t have spaces.'],
    ['with a value of 121 characters', { Value: 'x'.repeat(121) }, 'longer than 120 characters'],
    ['with a value that begins with a period', { Value: '.Create' }, 'begin with a period'],
    ['with a letter that isn’t ASCII', { Value: 'Übersicht' }, 'a character that isn’t allowed'],
    [
      'with the value of another role',
      { Value: 'Admin' },
      'Another role already has the value Admin',
    ],
    ['without a description', { Description: '' }, 'Enter a description.'],
    ['for nobody', { 'allowed-member-types': '' }, 'Select who can have the role.'],
  ])('%s', async (_case, wrong, sentence) => {
    const page = await create({ ...writers, ...wrong });
    expect(page.status).toBe(400);
    expect(page.text).toContain(sentence);
    const form = page.forms.find(({ buttons }) =>
      buttons.some(({ label }) => label === 'Create the app role'),
    );
    const entered = { ...writers, ...wrong };
    expect(form?.fields.find(({ name }) => name === 'role-description')?.value).toBe(
      entered.Description,
    );
    expect((await rolesOf()).map(({ value }) => value)).toEqual(['Admin']);
  });
});

test('a value of 120 characters is taken', async () => {
  const value = 'x'.repeat(120);
  await create({ ...writers, Value: value });
  expect((await rolesOf()).at(-1)?.value).toBe(value);
});

test('a role is deleted only once it’s disabled, and then no token has it', async () => {
  const enabled = await open();
  expect(enabled.text).not.toContain('Delete the app role Administrators');
  const [role] = await rolesOf();
  const fields = { do: 'delete-app-role', id: role?.id ?? '' };
  const refused = await browser.post(enabled.url, fields, enabled.url);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('Administrators is enabled: disable it first, then delete it.');

  const disabled = await browser.press(enabled, 'Disable the app role Administrators');
  // Those who have it keep it; nobody else gets it.
  expect(idOf(await signIn(tenant, 'entra-id', { scope: 'openid' }))['roles']).toEqual(['Admin']);
  expect((await assign('Sam Okafor', 'Admin')).text).not.toContain('Remove Sam Okafor from');
  await browser.press(disabled, 'Delete the app role Administrators');
  expect(await rolesOf()).toEqual([]);
  expect(idOf(await signIn(tenant, 'entra-id', { scope: 'openid' }))).not.toHaveProperty('roles');
});

test('a role is enabled again', async () => {
  const disabled = await browser.press(await open(), 'Disable the app role Administrators');
  await browser.press(disabled, 'Enable the app role Administrators');
  expect((await assign('Sam Okafor', 'Admin')).text).toContain(
    'Remove Sam Okafor from Administrators',
  );
});

test('a role for applications can’t be assigned to users', async () => {
  await create({ ...writers, 'allowed-member-types': 'Application' });
  expect((await rolesOf()).at(-1)?.allowedMemberTypes).toEqual(['Application']);
  const page = await assign('Sam Okafor', 'Survey.Create');
  expect(page.status).toBe(400);
  expect(page.text).toContain('Select a role of the app.');
});

test('in B2C, roles are for applications, users get none, and the desk tells so', async () => {
  const page = await open('b2c');
  expect(page.text).toContain('app roles are for apps that call as themselves');
  expect(page.text).not.toContain('Users and groups');
  await create(writers, 'b2c');
  expect((await rolesOf('b2c')).at(-1)?.allowedMemberTypes).toEqual(['Application']);
  const alex = await tenant.directory('b2c').userNamed('alex@fabrikam.onmicrosoft.com');
  if (alex === undefined) throw new Error('There is no Alex.');
  const roles = { [clientIds.webApp]: ['Survey.Create'] };
  await tenant.directory('b2c').saveUser({ ...alex, roles });
  const tokens = await signIn(tenant, 'b2c', { scope: 'openid' });
  expect(idOf(tokens)).not.toHaveProperty('roles');
});
