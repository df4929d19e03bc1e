import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { groupIds } from '../../src/practice-tenant/directory/groups.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { authorizeAddress, returned } from './authorize-endpoint.ts';
import { appBrowser } from './msal-app.ts';
import { accessOf, idOf, register, signIn, tasks } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

describe('the groups of a user', () => {
  const groups = (number: number) =>
    Array.from(
      { length: number },
      (_, place) => `0a0a0a0a-bbbb-4bbb-8bbb-${String(place).padStart(12, '0')}`,
    );
  async function samIn(number: number) {
    const sam = await tenant.directory('entra-id').userNamed('sam@contoso.onmicrosoft.com');
    if (sam === undefined) throw new Error('There is no Sam.');
    await tenant.directory('entra-id').saveUser({ ...sam, groups: groups(number) });
    await register(tenant, 'entra-id', clientIds.webApp, { groupsClaim: true });
    await register(tenant, 'entra-id', clientIds.tasksApi, { groupsClaim: true });
    return signIn(tenant, 'entra-id', { scope: `openid ${tasks}`, user: 'Sam Okafor' });
  }

  test('are all in the tokens if there are 200', async () => {
    const tokens = await samIn(200);
    for (const claims of [idOf(tokens), accessOf(tokens)]) {
      expect(claims['groups']).toEqual(groups(200));
      expect(claims).not.toHaveProperty('_claim_names');
    }
  });

  test('are at an address that the tokens name if there are more', async () => {
    const tokens = await samIn(201);
    const sam = '0a0a0a0a-0000-4000-8000-000000000002';
    for (const claims of [idOf(tokens), accessOf(tokens)]) {
      expect(claims).not.toHaveProperty('groups');
      const endpoint = `${tenant.origin}/graph/v1.0/users/${sam}/getMemberObjects`;
      expect(claims).toMatchObject({
        _claim_names: { groups: 'src1' },
        _claim_sources: { src1: { endpoint } },
      });
    }
  });

  test.each([
    [5, { groups: groups(5) }],
    [6, { hasgroups: true }],
  ])(
    'are at most five in a token that goes through the address: with %i',
    async (number, expected) => {
      await samIn(number);
      const implicitGrant = { idTokens: true, accessTokens: false };
      await register(tenant, 'entra-id', clientIds.webApp, { groupsClaim: true, implicitGrant });
      const browser = appBrowser();
      const asked = { response_type: 'id_token', nonce: 'n' };
      const picker = await browser.open(authorizeAddress(tenant, 'entra-id', asked));
      const { answer } = returned(await browser.press(picker, 'Sam Okafor'));
      const claims = decodeJwt(answer['id_token'] ?? '');
      expect(claims).toMatchObject(expected);
      expect(['groups', 'hasgroups', '_claim_names'].filter((name) => name in claims)).toEqual(
        Object.keys(expected),
      );
    },
  );
});

describe('what "Add groups claim" asks for', () => {
  const alexWith = async (groupsClaim: unknown) => {
    await register(tenant, 'entra-id', clientIds.webApp, { groupsClaim });
    return idOf(await signIn(tenant, 'entra-id', { scope: 'openid' }));
  };
  const both = [groupIds.staff, groupIds.taskAdmins];
  const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

  test.each([
    [['SecurityGroup'], { groups: both }],
    [['DirectoryRole'], { wids: [globalAdministrator] }],
    [['All'], { groups: both, wids: [globalAdministrator] }],
    [['ApplicationGroup'], {}],
    [[], {}],
  ])('%j puts into the token %j', async (kinds, expected) => {
    const { groups, wids } = await alexWith(kinds);
    expect({ ...(groups ? { groups } : {}), ...(wids ? { wids } : {}) }).toEqual(expected);
  });

  test('"Groups assigned to the application" leaves out the others, and so avoids too many', async () => {
    const directory = tenant.directory('entra-id');
    const many = Array.from({ length: 300 }, () => crypto.randomUUID());
    for (const id of many) await directory.saveGroup({ id, name: id });
    const [alex] = await directory.users();
    if (alex === undefined) throw new Error('There is no Alex.');
    await directory.saveUser({ ...alex, groups: [...both, ...many] });
    expect(await alexWith(['SecurityGroup'])).toHaveProperty('_claim_names');
    const roles = { [clientIds.webApp]: ['Admin'] };
    await directory.saveGroup({ id: groupIds.staff, name: 'Staff', roles });
    await directory.saveGroup({
      id: groupIds.taskAdmins,
      name: 'Task admins',
      assignedTo: [clientIds.webApp],
    });
    expect((await alexWith(['ApplicationGroup']))['groups']).toEqual(both);
  });
});

describe('the fault groups-overage', () => {
  test('is for the app of an ID token, and for the API of an access token', async () => {
    const mira = () =>
      signIn(tenant, 'entra-id', { scope: `openid ${tasks}`, user: 'Mira Lindqvist' });
    const faults = tenant.faults('entra-id');
    await faults.set(clientIds.webApp, 'groups-overage', true);
    const ofApp = await mira();
    expect(idOf(ofApp)).toHaveProperty('_claim_names', { groups: 'src1' });
    expect(accessOf(ofApp)).not.toHaveProperty('_claim_names');
    await faults.set(clientIds.webApp, 'groups-overage', false);
    await faults.set(clientIds.tasksApi, 'groups-overage', true);
    const ofApi = await mira();
    expect(idOf(ofApi)).not.toHaveProperty('_claim_names');
    expect(accessOf(ofApi)).toHaveProperty('_claim_names', { groups: 'src1' });
  });

  test('is not for B2C, whose tokens name no groups', async () => {
    await tenant.faults('b2c').set(clientIds.webApp, 'groups-overage', true);
    expect(idOf(await signIn(tenant, 'b2c', { scope: 'openid' }))).not.toHaveProperty(
      '_claim_names',
    );
  });
});
