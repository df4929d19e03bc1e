import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../../http-browser.ts';
import { attempt, msalApp } from '../msal-app.ts';
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

test('a registration with a secret from the desk can be changed, and put back as it was read', async () => {
  const desk = new HttpBrowser();
  const page = await desk.open(
    `${tenant.frontOrigin}/desk/entra-id/registrations/${clientIds.webApp}`,
  );
  await desk.press(page, 'New client secret', { Description: 'From the desk' });
  const address = `/tenants/entra-id/registrations/${clientIds.webApp}`;
  expect((await ask('PATCH', address, { body: { name: 'Renamed' } })).status).toBe(200);
  const { body } = await ask('GET', address);
  expect(body).toMatchObject({ name: 'Renamed' });
  expect((await ask('PUT', address, { body })).status).toBe(200);
  expect((await ask('GET', address)).body).toEqual(body);
});
