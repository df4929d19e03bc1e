import { request } from 'node:http';
import { decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessTo } from '../../src/practice-tenant/admin/access.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import {
  practiceTenantConfiguration,
  startPracticeTenant,
} from '../../src/practice-tenant/index.ts';
import { attempt, errorNumber, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
  at?: string | undefined;
}

async function ask(method: string, path: string, { body, headers, at }: Sent = {}) {
  const response = await fetch(`${at ?? tenant.adminAddress}${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

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

test('a registration is created, used with its own secret, changed, and deleted', async () => {
  const registrations = '/tenants/entra-id/registrations';
  const body = {
    name: 'My app',
    redirectUris: ['http://localhost:3000/auth/redirect'],
    secrets: ['of-my-own'],
    adminConsent: true,
  };
  const { clientId } = (await ask('POST', registrations, { body })).body;
  const credential = { clientSecret: 'of-my-own' };
  const app = msalApp(tenant, 'entra-id', { clientId, credential });
  expect((await (await attempt(app)).redeem()).account?.name).toBe('Alex Rivera');
  const uris = { redirectUris: ['https://app.example/back'] };
  await ask('PATCH', `${registrations}/${clientId}`, { body: uris });
  expect((await attempt(app, { press: [] })).page.text).toContain('AADSTS50011');
  expect((await ask('DELETE', `${registrations}/${clientId}`)).status).toBe(204);
  expect((await attempt(app, { press: [] })).page.text).toContain('AADSTS700016');
});

test('a group is created, its members have it in their tokens by ID, and it is deleted', async () => {
  const groups = '/tenants/entra-id/groups';
  const { id } = (await ask('POST', groups, { body: { name: 'Accounting' } })).body;
  await ask('PATCH', '/tenants/entra-id/users/alex', { body: { groups: ['Accounting'] } });
  const app = `/tenants/entra-id/registrations/${clientIds.webApp}`;
  await ask('PATCH', app, { body: { groupsClaim: true } });
  const { idTokenClaims } = await (await attempt(msalApp(tenant, 'entra-id'))).redeem();
  expect(idTokenClaims).toMatchObject({ groups: [id] });
  const { body } = await ask('GET', groups);
  expect(body).toHaveLength(3);
  expect((await ask('DELETE', `${groups}/${id}`)).status).toBe(204);
  expect((await ask('GET', groups)).body).toHaveLength(2);
});

test('a consent saves the page that asks for it, and a deleted one brings the page back', async () => {
  const careful = () =>
    msalApp(tenant, 'entra-id', {
      clientId: clientIds.needsConsent,
      credential: { clientSecret: 'practice~needs-consent~not-a-real-secret' },
    });
  const body = {
    user: 'alex',
    app: 'App that needs consent',
    scopes: ['openid', 'profile', 'offline_access', 'User.Read'],
  };
  const { body: all } = await ask('POST', '/tenants/entra-id/consents', { body });
  expect((await attempt(careful())).answer).toHaveProperty('code');
  const { objectId, clientId } = all[0];
  const gone = await ask('DELETE', `/tenants/entra-id/consents/${objectId}/${clientId}`);
  expect(gone.status).toBe(204);
  expect((await ask('GET', '/tenants/entra-id/consents')).body).toEqual([]);
});

describe('faults', () => {
  const slow = `/tenants/entra-id/faults/${clientIds.webApp}/slow`;

  test('one is switched on and off, and they are listed', async () => {
    expect((await ask('PUT', slow)).status).toBe(200);
    const listed = (await ask('GET', '/tenants/entra-id/faults')).body;
    expect(listed).toEqual([{ clientId: clientIds.webApp, fault: 'slow' }]);
    expect((await ask('DELETE', slow)).body).toEqual([]);
    expect(await tenant.faults('entra-id').all()).toEqual([]);
  });

  test('an unknown fault, app, or tenant is refused beside those that there are', async () => {
    const fault = await ask('PUT', slow.replace('slow', 'gremlins'));
    expect([fault.status, fault.body.error]).toEqual([404, expect.stringMatching(/keys-rotated/)]);
    const app = await ask('PUT', '/tenants/entra-id/faults/nope/slow');
    expect([app.status, app.body.error]).toEqual([
      404,
      expect.stringMatching(`^entra-id has no registration nope. It has: .*${clientIds.webApp}`),
    ]);
    const type = await ask('GET', '/tenants/nobody/faults');
    expect([type.status, type.body.error]).toEqual([404, expect.stringMatching(/external-id, /)]);
    expect(await tenant.faults('entra-id').all()).toEqual([]);
  });

  test('the client ID may be in any case', async () => {
    expect(
      (
        await ask(
          'PUT',
          slow
            .toUpperCase()
            .replace(/.*FAULTS/, '/tenants/entra-id/faults')
            .replace('SLOW', 'slow'),
        )
      ).status,
    ).toBe(200);
  });
});

test('keys rotate: the next one signs, and both are published', async () => {
  const keys = '/tenants/entra-id/keys';
  const [first, next] = (await ask('GET', keys)).body;
  const { idToken: before } = await (await attempt(msalApp(tenant, 'entra-id'))).redeem();
  expect(decodeProtectedHeader(before).kid).toBe(first);
  const rotated = (await ask('POST', `${keys}/rotate`)).body;
  expect(rotated[0]).toBe(next);
  expect(rotated).toContain(first);
  const { idToken: after } = await (await attempt(msalApp(tenant, 'entra-id'))).redeem();
  expect(decodeProtectedHeader(after).kid).toBe(next);
  await ask('PUT', '/clock', { body: { advanceSeconds: 86_401 } });
  expect((await ask('GET', keys)).body).not.toContain(first);
});

test('settings and the name of a tenant change, and only those that it has', async () => {
  const on = await ask('PATCH', '/tenants/b2c/settings', { body: { 'policy-in-acr': true } });
  expect(on.body).toMatchObject({ 'policy-in-acr': true, 'no-sid': false });
  expect(await tenant.settings('b2c').isOn('policy-in-acr')).toBe(true);
  const other = await ask('PATCH', '/tenants/entra-id/settings', {
    body: { 'policy-in-acr': true },
  });
  expect([other.status, other.body.error]).toEqual([
    400,
    'settings.policy-in-acr is a setting of other tenant types: leave it out.',
  ]);
  const renamed = await ask('PATCH', '/tenants/b2c', { body: { name: 'Northwind' } });
  expect(renamed.body).toMatchObject({ name: 'Northwind', type: 'b2c' });
  expect(await (await fetch(`${tenant.frontOrigin}/desk/b2c`)).text()).toContain('Northwind');
});

test('the sign-in log tells the newest first, as many as are asked for', async () => {
  await attempt(msalApp(tenant, 'entra-id'));
  const { body } = await ask('GET', '/tenants/entra-id/log?count=1');
  expect(body).toMatchObject([{ endpoint: 'authorize', outcome: 'success' }]);
  const { status } = await ask('GET', '/tenants/entra-id/log?count=many');
  expect(status).toBe(400);
});

describe('the clock', () => {
  test('goes to a time or by seconds, and back', async () => {
    const { body: at } = await ask('PUT', '/clock', { body: { now: '2031-12-01T00:00:00Z' } });
    expect(at.now).toMatch(/^2031-12-01T00:00:0/);
    const { body: later } = await ask('PUT', '/clock', { body: { advanceSeconds: 86_400 } });
    expect(later.now).toMatch(/^2031-12-02T00:/);
    expect(later.offsetSeconds).toBe(at.offsetSeconds + 86_400);
    expect((await ask('DELETE', '/clock')).body.offsetSeconds).toBe(0);
    expect((await ask('GET', '/clock')).body.offsetSeconds).toBe(0);
  });

  test.each([{ now: 'tomorrow' }, { advanceSeconds: 1.5 }, { advanceSeconds: 1e12 }, {}, [], 3])(
    'does not go to %j',
    async (body) => {
      const { status, body: answer } = await ask('PUT', '/clock', { body });
      expect([status, answer.error]).toEqual([400, expect.stringMatching(/^The clock /)]);
      expect(tenant.clock.offset()).toBe(0);
    },
  );

  test('a reset of everything takes it back', async () => {
    await ask('PUT', '/clock', { body: { advanceSeconds: 60 } });
    expect((await ask('POST', '/reset')).status).toBe(204);
    expect(tenant.clock.offset()).toBe(0);
  });
});

describe('a request', () => {
  test('for an address or a method that there is not is told so', async () => {
    expect((await ask('GET', '/shoes')).status).toBe(404);
    const answer = await ask('DELETE', '/seed');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await ask('GET', '/tenants/constructor/users')).status).toBe(404);
  });

  test('must be JSON', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await ask('POST', '/reset', { headers })).status).toBe(415);
    const broken = await fetch(`${tenant.adminAddress}/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect([broken.status, await broken.text()]).toEqual([
      400,
      expect.stringMatching(/valid JSON/),
    ]);
  });

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])('of a page of another site is refused: %j', async (headers) => {
    expect((await rawStatus('POST', headers)).status).toBe(403);
  });

  test('is not allowed by CORS, and its response not either', async () => {
    const { headers } = await ask('GET', '/clock');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await rawStatus('OPTIONS', {
      origin: 'https://evil.example',
      'access-control-request-method': 'PUT',
    });
    expect(preflight.status).toBe(403);
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('under a name of another site is refused', async () => {
    expect((await rawStatus('POST', { host: 'evil.example' })).status).toBe(421);
  });

  /** As fetch won't send it. */
  const rawStatus = (method: string, headers: Record<string, string>) =>
    new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]> }>(
      (resolve, reject) => {
        request(`${tenant.adminAddress}/reset`, { method, headers }, (response) => {
          response.resume();
          resolve({ status: response.statusCode, headers: response.headers });
        })
          .on('error', reject)
          .end();
      },
    );
});

describe('access', () => {
  const key = 'a-key-of-at-least-sixteen';

  test('with a key needs the key, from this machine too', async () => {
    const guarded = await startPracticeTenant({ adminKey: key });
    const at = guarded.adminAddress;
    const without = await ask('GET', '/clock', { at });
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    const wrong = { authorization: `Bearer ${key}x` };
    expect((await ask('GET', '/clock', { at, headers: wrong })).status).toBe(401);
    const right = { authorization: `Bearer ${key}` };
    expect((await ask('GET', '/clock', { at, headers: right })).status).toBe(200);
    await guarded.close();
  });

  test('is closed where other machines can connect, unless there is a key', async () => {
    const wide = await startPracticeTenant({ listenHosts: ['0.0.0.0'] });
    expect(wide.adminAddress).toBeUndefined();
    const { status, body } = await ask('GET', '', { at: `${wide.frontOrigin}/admin/v1` });
    expect([status, body.error]).toEqual([403, expect.stringMatching(/PRACTICE_TENANT_ADMIN_KEY/)]);
    await wide.close();
    const named = await startPracticeTenant({ listenHosts: ['127.0.0.1'] });
    expect((await ask('GET', '', { at: named.adminAddress })).status).toBe(200);
    await named.close();
  });

  test('is closed with a public address, unless there is a key', () => {
    expect(accessTo(undefined, false)).toBe('closed');
    expect(accessTo(key, false)).toEqual({ key });
    expect(accessTo(undefined, true)).toBe('open');
  });

  test('a key has at least 16 characters', () => {
    const configure = (value: string) =>
      practiceTenantConfiguration({ PRACTICE_TENANT_ADMIN_KEY: value });
    expect(() => configure('fifteen-letters')).toThrow(/at least 16 characters/);
    expect(configure(key).adminKey).toBe(key);
  });
});
