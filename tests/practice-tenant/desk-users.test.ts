import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupIds } from '../../src/practice-tenant/directory/groups.ts';
import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { attempt, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const browser = new HttpBrowser();
const newUser = async (type: TenantType, fields: Record<string, string>) => {
  const form = await browser.open(`${tenant.frontOrigin}/desk/${type}/new-user`);
  return browser.press(form, 'Create', fields);
};
const samsPage = async () => {
  const sam = await tenant.directory('entra-id').userNamed('sam@contoso.onmicrosoft.com');
  return `${tenant.frontOrigin}/desk/entra-id/users/${sam?.objectId}`;
};
/** As the form of the page sends it: of the boxes only those that are ticked. */
const save = async (fields: Record<string, string>) => {
  const address = await samsPage();
  return browser.post(address, fields, address);
};
const samsClaims = async (name = 'Sam Okafor') => {
  const { redeem } = await attempt(msalApp(tenant, 'entra-id'), { press: [name] });
  return (await redeem()).idTokenClaims;
};

describe('a user created at the desk', () => {
  const ada = 'User principal name, the part before @contoso.onmicrosoft.com';
  const password = 'Password (stored as a hash; don’t reuse a real one)';

  test('signs in with that name and password, also after a restart', async () => {
    const fields = { [ada]: 'ada', 'Display name': 'Ada Byron', [password]: 'a long password' };
    const page = await newUser('entra-id', fields);
    expect(page.text).toContain('ada@contoso.onmicrosoft.com');
    await tenant.restart();
    const signIn = {
      Username: 'ada@contoso.onmicrosoft.com',
      Password: 'a long password',
    };
    const press = ['Use another account', ['Sign in', signIn] as const];
    const { redeem } = await attempt(msalApp(tenant, 'entra-id'), { press });
    expect((await redeem()).account?.name).toBe('Ada Byron');
  });

  test.each([
    ['a name that is taken', { [ada]: 'SAM' }, /sam@contoso\.onmicrosoft\.com is taken/],
    ['a name with an @', { [ada]: 'a@b' }, /part before @contoso/],
    ['no display name', { 'Display name': ' ' }, /display name/],
    ['a short password', { [password]: 'short' }, /at least 8/],
  ])('is not created with %s', async (_case, wrong, sentence) => {
    const good = { [ada]: 'eve', 'Display name': 'Eve', [password]: 'a long password' };
    const page = await newUser('entra-id', { ...good, ...wrong });
    expect(page.status).toBe(400);
    expect(page.text).toMatch(sentence);
    expect(page.text).not.toContain('a long password');
    const users = await tenant.directory('entra-id').users();
    expect(users.filter(({ username }) => username.startsWith('eve'))).toEqual([]);
  });
});

test('the list of users has a column for groups only where a user has one', async () => {
  const list = async (type: TenantType) =>
    (await browser.open(`${tenant.frontOrigin}/desk/${type}`)).text;
  expect(await list('entra-id')).toContain('>Groups and attributes<');
  expect(await list('external-id')).not.toContain('Groups and attributes');
});

describe('what is changed about a person at the desk', () => {
  test('makes a member a guest, and a member again', async () => {
    await save({ do: 'properties', 'display-name': 'Sam Okafor', 'user-type': 'Guest' });
    expect(await samsClaims()).toHaveProperty('idp');
    await save({ do: 'properties', 'display-name': 'Samuel Okafor', 'user-type': 'Member' });
    const claims = await samsClaims('Samuel Okafor');
    expect(claims).not.toHaveProperty('idp');
    expect(claims).toHaveProperty('name', 'Samuel Okafor');
    await save({ do: 'properties', 'display-name': 'Sam Okafor', 'user-type': 'Member' });
  });

  test('gives the person a first and a last name, and takes them away', async () => {
    const address = await samsPage();
    const fields = { 'First name': 'Samuel', 'Last name': 'Okafor-Lind' };
    await browser.press(await browser.open(address), 'Save properties', fields);
    const sam = () => tenant.directory('entra-id').userNamed('sam@contoso.onmicrosoft.com');
    expect(await sam()).toMatchObject({ givenName: 'Samuel', surname: 'Okafor-Lind' });
    const none = { 'First name': '', 'Last name': '' };
    await browser.press(await browser.open(address), 'Save properties', none);
    expect((await sam())?.givenName).toBeUndefined();
    expect((await sam())?.surname).toBeUndefined();
  });

  test('puts the person into groups and takes them out', async () => {
    const registration = `${tenant.frontOrigin}/desk/entra-id/registrations/${clientIds.webApp}`;
    const wanted = { do: 'token-configuration', 'groups-claim-SecurityGroup': 'yes' };
    await browser.post(registration, wanted, registration);
    await save({ do: 'groups', [groupIds.taskAdmins]: 'yes' });
    expect(await samsClaims()).toHaveProperty('groups', [groupIds.taskAdmins]);
    await save({ do: 'groups' });
    expect(await samsClaims()).not.toHaveProperty('groups');
  });

  test('assigns an app role and removes it', async () => {
    const page = await browser.press(await browser.open(await samsPage()), 'Assign', {
      Application: clientIds.webApp,
      'App role value': 'Admin',
    });
    expect(page.text).toContain('Remove Admin of Practice web app');
    expect(await samsClaims()).toHaveProperty('roles', ['Admin']);
    await browser.press(page, 'Remove Admin of Practice web app');
    expect(await samsClaims()).not.toHaveProperty('roles');
  });

  test('reaches the access token of the API that defines the role', async () => {
    await browser.press(await browser.open(await samsPage()), 'Assign', {
      Application: clientIds.tasksApi,
      'App role value': 'Task.Admin',
    });
    const { redeem } = await attempt(msalApp(tenant, 'entra-id'), {
      scopes: [`api://${clientIds.tasksApi}/Tasks.Read`],
      press: ['Sam Okafor', 'Accept'],
    });
    expect(decodeJwt((await redeem()).accessToken)).toHaveProperty('roles', ['Task.Admin']);
  });

  test('is refused when it makes no sense, and forgotten at a reset', async () => {
    for (const fields of [
      { do: 'properties', 'display-name': '' },
      { do: 'assign-role', application: clientIds.webApp, role: 'two words' },
      { do: 'assign-role', application: clientIds.webApp, role: 'Task.Admin' },
    ])
      expect((await save(fields)).status).toBe(400);
    expect((await browser.open(`${await samsPage()}x`)).status).toBe(404);
    await save({ do: 'groups' });
    await browser.press(await browser.open(`${tenant.frontOrigin}/desk/entra-id`), 'Reset Contoso');
    const sam = await tenant.directory('entra-id').userNamed('sam@contoso.onmicrosoft.com');
    expect(sam?.groups).toEqual([groupIds.staff]);
  });
});
