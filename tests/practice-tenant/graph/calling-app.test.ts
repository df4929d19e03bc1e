import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { deviceSignIn } from '../device-sign-in.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { errorOf, type GraphClient, graphClient, graphFor, graphForApp } from './graph-client.ts';

// Access tokens outlive the app that they were issued to.

let tenant: RunningTenant;
/** Another app's, of an administrator. */
let graph: GraphClient;
beforeAll(async () => {
  tenant = await runningTenant();
  const scopes = ['Application.ReadWrite.All', 'User.Read'];
  const press = ['Alex Rivera', 'Accept'];
  const { answer } = await deviceSignIn(tenant, 'entra-id', { scopes, press });
  graph = graphClient(tenant, String(answer['access_token']));
});
afterAll(() => tenant.remove());

const withoutIdentity =
  '401 Authorization_IdentityNotFound: The identity of the calling application could not be established.';

const application = `/v1.0/applications(appId='${clientIds.webApp}')`;

test('the tokens of an app are of no use once it is deleted, until it is restored', async () => {
  const app = await graphForApp(tenant, ['User.Read.All']);
  const user = await graphFor(tenant, ['User.Read']);
  const { id } = (await graph(application)).json;
  expect((await app('/v1.0/users')).status).toBe(200);
  expect((await graph.delete(application)).status).toBe(204);
  expect(errorOf(await app('/v1.0/users'))).toBe(withoutIdentity);
  expect(errorOf(await user('/v1.0/me'))).toBe(withoutIdentity);
  expect(errorOf(await user('/oidc/userinfo'))).toBe(withoutIdentity);
  const step = { id: '1', method: 'GET', url: '/users' };
  expect(errorOf(await app.post('/v1.0/$batch', { requests: [step] }))).toBe(withoutIdentity);
  expect((await graph('/v1.0/me')).status).toBe(200);
  await graph.post(`/v1.0/directory/deletedItems/${id}/restore`);
  expect((await app('/v1.0/users')).status).toBe(200);
  expect((await user('/v1.0/me')).status).toBe(200);
});

test('an app without a user calls as its service principal, which has to be there', async () => {
  const app = await graphForApp(tenant, ['User.Read.All']);
  const principal = `/v1.0/servicePrincipals(appId='${clientIds.webApp}')`;
  expect((await graph.delete(principal)).status).toBe(204);
  expect(errorOf(await app('/v1.0/users'))).toBe(withoutIdentity);
});
