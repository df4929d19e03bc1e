import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TenantType } from '../../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, attempt, msalApp } from '../msal-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, type GraphClient, graphFor, graphForApp } from './graph-client.ts';
import { redirectUri } from './registering-client.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const flows = '/v1.0/identity/authenticationEventsFlows';
const derived = 'microsoft.graph.externalUsersSelfServiceSignUpEventsFlow';
const withFlows = ['external-id', 'external-id-custom-domain'] as const;
const withoutFlows = ['entra-id', 'b2c'] as const;
const permissions = ['EventListener.ReadWrite.All', 'Application.ReadWrite.All'];

async function flowOf(graph: GraphClient) {
  const [flow] = entriesOf(await graph(flows));
  return `${flows}/${flow?.['id']}`;
}

describe.each(withFlows)('in %s, the user flow', (type) => {
  let graph: GraphClient;
  beforeEach(async () => {
    graph = await graphForApp(tenant, permissions, type);
  });

  test('has the members of the documented response, and the apps that the tenant starts with', async () => {
    const list = await graph(flows);
    const [flow] = entriesOf(list);
    const id = flow?.['id'];
    expect(list.json['@odata.context']).toBe(
      `${tenant.origin}/graph/v1.0/$metadata#identity/authenticationEventsFlows`,
    );
    expect(flow).toMatchObject({
      '@odata.type': `#${derived}`,
      displayName: expect.any(String),
      description: null,
      priority: expect.any(Number),
      onAttributeCollectionStart: null,
      onAttributeCollectionSubmit: null,
      conditions: {
        applications: {
          includeAllApplications: false,
          'includeApplications@odata.context': `${tenant.origin}/graph/v1.0/$metadata#identity/authenticationEventsFlows('${id}')/${derived}/conditions/applications/includeApplications`,
          includeApplications: expect.arrayContaining([{ appId: clientIds.webApp }]),
        },
      },
      onInteractiveAuthFlowStart: {
        '@odata.type': '#microsoft.graph.onInteractiveAuthFlowStartExternalUsersSelfServiceSignUp',
        isSignUpAllowed: true,
      },
      onAuthenticationMethodLoadStart: {
        identityProviders: [{ id: 'EmailPassword-OAUTH', identityProviderType: 'EmailPassword' }],
      },
      onAttributeCollection: {
        attributes: [{ id: 'email' }, { id: 'displayName' }, { id: 'city', dataType: 'string' }],
      },
      onUserCreateStart: { userTypeToCreate: 'member' },
    });
    for (const path of [`${flows}/${id}`, `${flows}/${id}/${derived}`]) {
      expect((await graph(path)).json).toMatchObject({ ...flow });
    }
    expect(entriesOf(await graph(`${flows}/${derived}`))).toEqual([flow]);
  });

  test.each([
    [`${derived}/conditions/applications/includeApplications/any(appId:appId/appId eq 'ID')`, 1],
    [`${derived}/conditions/applications/includeApplications/any(a:a/appId eq 'other')`, 0],
    [
      `${derived}/onAuthenticationMethodLoadStart/microsoft.graph.onAuthenticationMethodLoadStartExternalUsersSelfServiceSignUp/identityProviders/any(idp:idp/id eq 'Google-OAUTH')`,
      0,
    ],
    ["displayName eq 'SignUpSignIn'", 1],
  ])('is found by the documented filter %s', async (filter, count) => {
    const query = encodeURIComponent(filter.replace('ID', clientIds.webApp));
    expect(entriesOf(await graph(`${flows}?$filter=${query}`))).toHaveLength(count);
  });

  test.each(['', `/${derived}`])('takes an app, and gives it back (%s)', async (cast) => {
    const { json } = await graph.post('/v1.0/applications', { displayName: 'Linked app' });
    const { appId } = json;
    const at = `${await flowOf(graph)}${cast}/conditions/applications/includeApplications`;
    const body = { '@odata.type': '#microsoft.graph.authenticationConditionApplication', appId };
    expect((await graph.post(at, body)).status).toBe(400);
    await graph.post('/v1.0/servicePrincipals', { appId });
    const isLinked = async () => entriesOf(await graph(at)).some((each) => each['appId'] === appId);
    expect(await isLinked()).toBe(false);

    const added = await graph.post(at, body);
    expect(added.status).toBe(201);
    expect(added.json).toEqual({
      '@odata.context': expect.stringMatching(
        /#identity\/authenticationEventsFlows\('.+'\)\/conditions\/applications\/includeApplications\/\$entity$/,
      ),
      appId,
    });
    expect(await isLinked()).toBe(true);
    expect((await graph.post(at, body)).status).toBe(409);
    expect((await graph.delete(`${at}/${appId}`)).status).toBe(204);
    expect(await isLinked()).toBe(false);
    expect((await graph.delete(`${at}/${appId}`)).status).toBe(404);
  });

  test('is read with the one permission and changed with the other', async () => {
    const denied = /^403 Authorization_RequestDenied/;
    const at = `${await flowOf(graph)}/conditions/applications/includeApplications`;
    const reader = await graphForApp(tenant, ['EventListener.Read.All'], type);
    expect((await reader(flows)).status).toBe(200);
    expect(errorOf(await reader.post(at, { appId: 'x' }))).toMatch(denied);
    expect(errorOf(await reader.delete(`${at}/x`))).toMatch(denied);
    const other = await graphForApp(tenant, ['Application.ReadWrite.All'], type);
    expect(errorOf(await other(flows))).toMatch(denied);
  });

  test('is the administrator’s, not a customer’s', async () => {
    const alex = await graphFor(tenant, ['EventListener.Read.All'], { type });
    expect((await alex(flows)).status).toBe(200);
    const sam = await graphFor(tenant, ['EventListener.Read.All'], { type, who: 'Sam Okafor' });
    expect(errorOf(await sam(flows))).toMatch(/^403/);
  });

  test('decides whether the pages of an app offer to sign up', async () => {
    const { json } = await graph.post('/v1.0/applications', {
      displayName: 'Registered by a script',
      web: { redirectUris: [redirectUri] },
    });
    const { id, appId } = json;
    const secret = await graph.post(`/v1.0/applications/${id}/addPassword`);
    await graph.post('/v1.0/servicePrincipals', { appId });
    const app = msalApp(tenant, type, {
      clientId: String(appId),
      credential: { clientSecret: String(secret.json['secretText']) },
    });
    const pageOf = async (prompt?: string) =>
      (await attempt(app, { browser: appBrowser(), press: [], ...(prompt && { prompt }) })).page;
    const at = `${await flowOf(graph)}/conditions/applications/includeApplications`;
    expect((await pageOf()).text).not.toContain('Create one');
    expect((await pageOf('create')).text).not.toContain('Create an account');
    await graph.post(at, { appId });
    expect((await pageOf()).text).toContain('Create one');
    expect((await pageOf('create')).text).toContain('Create an account');
  });
});

test.each<TenantType>([...withoutFlows])('%s has no user flow of this kind', async (type) => {
  const graph = await graphForApp(tenant, permissions, type);
  expect(entriesOf(await graph(flows))).toEqual([]);
  const at = `${flows}/0313cc37-d421-421d-857b-87804d61e33e`;
  expect((await graph(at)).status).toBe(404);
  const links = `${at}/conditions/applications/includeApplications`;
  expect((await graph.post(links, { appId: clientIds.webApp })).status).toBe(404);
});
