import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { attempt, errorNumber, msalApp } from '../msal-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { askAdmin, type Sent } from './ask-admin.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const ask = (method: string, path: string, sent?: Sent) =>
  askAdmin(tenant.adminAddress, method, path, sent);

describe('users', () => {
  const users = '/tenants/entra-id/users';
  const pat = { username: 'pat', name: 'Pat Doe', password: 'correct horse', administrator: true };
  const signInAs = (username: string, password: string) =>
    attempt(msalApp(tenant, 'entra-id'), {
      press: ['Use another account', ['Sign in', { Username: username, Password: password }]],
    });

  test('one is created, signs in, gets another password, and is deleted', async () => {
    const created = await ask('POST', users, { body: pat });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ username: 'pat@contoso.onmicrosoft.com' });
    expect(created.body).not.toHaveProperty('passwordHash');
    const { username, objectId } = created.body;
    expect((await signInAs(username, 'correct horse')).answer).toHaveProperty('code');

    const changed = await ask('PATCH', `${users}/${objectId}`, { body: { name: 'Pat Roe' } });
    expect(changed.body).toMatchObject({ name: 'Pat Roe', administrator: true, objectId });
    expect((await signInAs(username, 'correct horse')).answer).toHaveProperty('code');

    const replaced = await ask('PUT', `${users}/pat`, {
      body: { ...pat, password: 'another one' },
    });
    expect(replaced.body).toMatchObject({ name: 'Pat Doe', objectId });
    expect((await signInAs(username, 'correct horse')).answer).not.toHaveProperty('code');
    expect((await signInAs(username, 'another one')).answer).toHaveProperty('code');

    expect((await ask('DELETE', `${users}/${objectId}`)).status).toBe(204);
    expect((await ask('GET', `${users}/${objectId}`)).status).toBe(404);
    expect((await signInAs(username, 'another one')).answer).not.toHaveProperty('code');
  });

  test('none gets the name of another one', async () => {
    const taken = await ask('PATCH', `${users}/sam`, { body: { username: 'Alex' } });
    expect(taken.status).toBe(400);
    expect(taken.body.error).toMatch(/^username belongs to the user 0a0a0a0a-/);
    const objectId = '5a5a5a5a-0000-4000-8000-000000000001';
    const second = { username: 'sam', objectId };
    const seed = { tenants: { 'entra-id': { users: [second] } } };
    expect((await ask('POST', '/seed', { body: seed })).status).toBe(400);
    const twice = [
      { username: 'one', objectId },
      { username: 'two', objectId },
    ];
    const both = { tenants: { 'entra-id': { users: twice } } };
    expect((await ask('POST', '/seed', { body: both })).status).toBe(400);
    const swapped = [
      { username: 'alex', objectId: '0a0a0a0a-0000-4000-8000-000000000002' },
      { username: 'sam', objectId: '0a0a0a0a-0000-4000-8000-000000000001' },
    ];
    const body = { tenants: { 'entra-id': { users: swapped } } };
    expect((await ask('POST', '/seed', { body })).status).toBe(204);
  });

  test('a built-in one can be deleted, and a reset brings the user back', async () => {
    const directory = tenant.directory('entra-id');
    const alex = (await directory.userNamed('alex@contoso.onmicrosoft.com'))?.objectId;
    expect(await directory.user(alex)).toBeDefined();
    expect((await ask('DELETE', `${users}/alex`)).status).toBe(204);
    expect((await ask('GET', `${users}/alex`)).status).toBe(404);
    expect(await directory.user(alex)).toBeUndefined();
    expect((await ask('POST', '/tenants/entra-id/reset')).status).toBe(204);
    expect((await ask('GET', `${users}/alex`)).body).toMatchObject({ name: 'Alex Rivera' });
  });

  test('null takes a member away', async () => {
    await ask('POST', users, { body: pat });
    const { body } = await ask('PATCH', `${users}/pat`, { body: { administrator: null } });
    expect(body).not.toHaveProperty('administrator');
  });

  test('one that is there already, one that is not, and a mistake are told in sentences', async () => {
    const twice = await ask('POST', users, { body: { username: 'ALEX' } });
    expect([twice.status, twice.body.error]).toEqual([
      409,
      'entra-id has ALEX already. Replace it with PUT, or change it with PATCH.',
    ]);
    const none = await ask('GET', `${users}/nobody`);
    expect([none.status, none.body.error]).toEqual([
      404,
      'nobody isn’t among the users of entra-id. GET /admin/v1/tenants/entra-id/users lists them.',
    ]);
    const wrong = await ask('POST', users, { body: { username: 'x', name: 3, shoe: 44 } });
    expect([wrong.status, wrong.body.mistakes]).toEqual([
      400,
      ['name must be a string.', 'shoe isn’t known here: check its spelling, or leave it out.'],
    ]);
  });

  test('revoked sessions make a refresh token AADSTS50173', async () => {
    const app = msalApp(tenant, 'entra-id');
    const { account } = await (await attempt(app)).redeem();
    if (account === null) throw new Error('MSAL made no account.');
    expect((await ask('POST', `${users}/alex/revoke-sessions`)).status).toBe(204);
    const renewal = app.acquireTokenSilent({ account, scopes: ['User.Read'], forceRefresh: true });
    expect(await errorNumber(renewal)).toBe('AADSTS50173');
  });
});
