import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { groupIds } from '../../src/practice-tenant/directory/groups.ts';
import {
  type TenantType,
  tenantTypes,
  type User,
} from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, scopeFor } from './msal-app.ts';
import { ask, idOf, register, renewed, signIn, tasks } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

async function alexOf(type: TenantType): Promise<User> {
  const [alex] = await tenant.directory(type).users();
  if (alex === undefined) throw new Error('There is no Alex.');
  return alex;
}
const change = async (type: TenantType, members: Partial<User>) =>
  tenant.directory(type).saveUser({ ...(await alexOf(type)), ...members });
const tokensOf = (type: TenantType, more = {}) =>
  signIn(tenant, type, { scope: `${scopeFor(type)} offline_access`, ...more });

describe.each(tenantTypes)('%s, once a user who is signed in', (type) => {
  test('is deleted, refuses the refresh token, and lets another user sign in', async () => {
    const browser = appBrowser();
    const tokens = await tokensOf(type, { browser });
    const { objectId } = await alexOf(type);
    await tenant.directory(type).removeUser(objectId);
    const answer = await renewed(tenant, type, tokens);
    expect(answer).toMatchObject({ error: 'invalid_grant' });
    const code = type === 'b2c' ? 'AADB2C90128' : 'AADSTS500341';
    expect(answer['error_description']).toMatch(new RegExp(`^${code}: `));
    if (type !== 'b2c') expect(answer['error_description']).toContain(objectId);
    // The session at the tenant is over too: somebody else can sign in.
    const other = await tokensOf(type, { browser, user: 'Sam Okafor' });
    expect(idOf(other)).toMatchObject({ name: 'Sam Okafor' });
  });

  test('is disabled, refuses the renewal and the next sign-in, until the account is enabled again', async () => {
    const browser = appBrowser();
    const tokens = await tokensOf(type, { browser });
    await change(type, { accountEnabled: false });
    const answer = await renewed(tenant, type, tokens);
    expect(answer['error_description']).toMatch(/^AADSTS50057: /);
    expect((await tokensOf(type))['error_description']).toMatch(/^AADSTS50057: /);
    // Single sign-on too.
    expect((await tokensOf(type, { browser }))['error_description']).toMatch(/^AADSTS50057: /);
    await change(type, { accountEnabled: true });
    expect(idOf(await renewed(tenant, type, tokens))).toMatchObject({ name: 'Alex Rivera' });
  });

  test('is renamed, has the new name in the next tokens, and is the same user', async () => {
    const tokens = await tokensOf(type);
    await change(type, { name: 'Alex Okafor', surname: 'Okafor' });
    const { sub, oid, name } = idOf(await renewed(tenant, type, tokens));
    expect(name).toBe('Alex Okafor');
    const before = idOf(tokens);
    expect({ sub, oid }).toEqual({ sub: before.sub, oid: before['oid'] });
  });
});

describe.each(tenantTypes.filter((type) => type !== 'b2c'))('%s, at a renewal,', (type) => {
  test('has the roles of now: one that is lost is gone, one that is new is there', async () => {
    const tokens = await tokensOf(type);
    expect(idOf(tokens)['roles']).toEqual(['Admin']);
    await change(type, { roles: {} });
    const without = await renewed(tenant, type, tokens);
    expect(idOf(without)).not.toHaveProperty('roles');
    await change(type, { roles: { [clientIds.webApp]: ['Admin'] } });
    expect(idOf(await renewed(tenant, type, without))['roles']).toEqual(['Admin']);
  });
});

test('groups are those of now too', async () => {
  await register(tenant, 'entra-id', clientIds.webApp, { groupsClaim: true });
  const tokens = await tokensOf('entra-id');
  await change('entra-id', { groups: [groupIds.staff] });
  expect(idOf(await renewed(tenant, 'entra-id', tokens))['groups']).toEqual([groupIds.staff]);
});

test('an API can’t call another one for a user who has been deleted or disabled', async () => {
  const { access_token: assertion } = await tokensOf('entra-id', { scope: `openid ${tasks}` });
  const onBehalfOf = async () =>
    (
      await ask(tenant, 'entra-id', {
        client_id: clientIds.tasksApi,
        client_secret: 'practice~tasks-api~not-a-real-secret',
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        scope: 'User.Read',
        assertion: String(assertion),
      })
    ).answer;
  expect(await onBehalfOf()).toHaveProperty('access_token');
  await change('entra-id', { accountEnabled: false });
  expect((await onBehalfOf())['error_description']).toMatch(/^AADSTS50057: /);
  await tenant.directory('entra-id').removeUser((await alexOf('entra-id')).objectId);
  expect((await onBehalfOf())['error_description']).toMatch(/^AADSTS500341: /);
});

test('the password grant is refused for a disabled account', async () => {
  await change('entra-id', { accountEnabled: false });
  const { answer } = await ask(tenant, 'entra-id', {
    grant_type: 'password',
    scope: 'openid',
    username: 'alex@contoso.onmicrosoft.com',
    password: 'practice',
  });
  expect(answer['error_description']).toMatch(/^AADSTS50057: /);
});
