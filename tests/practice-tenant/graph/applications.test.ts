import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt, authorityFor, msalApp } from '../msal-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, graphAppId, graphForApp } from './graph-client.ts';
import {
  type RegisteringClient,
  redirectUri,
  registeringClient,
  userRead,
} from './registering-client.ts';

let tenant: RunningTenant;
let graph: RegisteringClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await registeringClient(tenant);
});
afterAll(() => tenant.remove());

describe('a new application', () => {
  test('has the members of the documented response, and what was sent', async () => {
    const answer = await graph.post('/v1.0/applications', { displayName: 'First' });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(
      `${tenant.origin}/graph/v1.0/applications/${answer.json['id']}`,
    );
    expect(answer.json).toMatchObject({
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#applications/$entity`,
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      appId: expect.stringMatching(/^[\da-f-]{36}$/),
      createdDateTime: expect.stringMatching(/Z$/),
      displayName: 'First',
      publisherDomain: 'contoso.onmicrosoft.com',
      signInAudience: 'AzureADandPersonalMicrosoftAccount',
      identifierUris: [],
      tags: [],
      api: {
        requestedAccessTokenVersion: 2,
        acceptMappedClaims: null,
        knownClientApplications: [],
        oauth2PermissionScopes: [],
        preAuthorizedApplications: [],
      },
      appRoles: [],
      publicClient: { redirectUris: [] },
      keyCredentials: [],
      passwordCredentials: [],
      requiredResourceAccess: [],
      web: {
        redirectUris: [],
        homePageUrl: null,
        logoutUrl: null,
        implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
      },
      spa: { redirectUris: [] },
    });
    expect(answer.json['id']).not.toBe(answer.json['appId']);
  });

  test('keeps everything that a registration script sends', async () => {
    const scope = {
      id: '6f0c4a6e-0000-4000-8000-000000000001',
      value: 'Orders.Read',
      type: 'User',
      isEnabled: true,
      adminConsentDisplayName: 'Read orders',
      adminConsentDescription: 'Reads all orders',
      userConsentDisplayName: null,
      userConsentDescription: null,
    };
    const role = {
      id: '6f0c4a6e-0000-4000-8000-000000000002',
      value: 'Orders.Write.All',
      displayName: 'Write orders',
      description: 'Writes all orders',
      allowedMemberTypes: ['Application', 'User'],
      isEnabled: true,
      origin: 'Application',
    };
    const claim = { name: 'given_name', essential: false, source: null, additionalProperties: [] };
    const body = {
      description: 'An app for a test',
      notes: 'Delete me',
      tags: ['test'],
      signInAudience: 'AzureADMyOrg',
      isFallbackPublicClient: true,
      groupMembershipClaims: 'SecurityGroup',
      identifierUris: ['api://orders.test'],
      optionalClaims: { idToken: [claim], accessToken: [], saml2Token: [] },
      web: {
        redirectUris: [redirectUri],
        logoutUrl: 'https://localhost:3000/front-channel',
        homePageUrl: 'https://localhost:3000',
        implicitGrantSettings: { enableIdTokenIssuance: true, enableAccessTokenIssuance: false },
      },
      spa: { redirectUris: ['http://127.0.0.1:5173/'] },
      api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [scope] },
      appRoles: [role],
      requiredResourceAccess: [
        {
          resourceAppId: graphAppId,
          resourceAccess: [
            { id: userRead, type: 'Scope' },
            { id: 'df021288-bdef-4463-88db-98f22de89214', type: 'Role' },
          ],
        },
      ],
    };
    const { id } = await graph.create(body);
    const { json } = await graph(`/v1.0/applications/${id}`);
    expect(json).toMatchObject(body);
    // What is shown may be sent back, as scripts do that change one property of all.
    const { '@odata.context': _, ...all } = json;
    const again = await graph.patch(`/v1.0/applications/${id}`, { ...all, tags: ['test', 'seen'] });
    expect(errorOf(again)).toBe('204');
    expect((await graph(`/v1.0/applications/${id}`)).json).toEqual({
      ...json,
      tags: ['test', 'seen'],
    });
  });

  test('is in the list, and found by appId and by the start of its name', async () => {
    const { id, appId } = await graph.create({ displayName: 'Findable app' });
    for (const filter of [`appId eq '${appId}'`, "startswith(displayName,'findable')"]) {
      const answer = await graph(`/v1.0/applications?$filter=${encodeURIComponent(filter)}`);
      expect(entriesOf(answer)).toEqual([expect.objectContaining({ id, appId })]);
    }
    expect((await graph(`/v1.0/applications(appId='${appId}')`)).json).toMatchObject({ id });
  });

  test.each([
    [{}, "A value is required for property 'displayName' of resource 'Application'."],
    [{ displayName: 'x', color: 'red' }, "Invalid property 'color'."],
    [
      { displayName: 'x', web: { redirectUris: ['http://example.com/'] } },
      "Invalid value specified for property 'redirectUris' of resource 'WebApplication'.",
    ],
    [
      { displayName: 'x', signInAudience: 'Everyone' },
      "Invalid value specified for property 'signInAudience' of resource 'Application'.",
    ],
    [
      { displayName: 'x', publicClient: { redirectUris: ['myapp://auth'] } },
      "Invalid value specified for property 'publicClient' of resource 'Application'.",
    ],
    [
      {
        displayName: 'x',
        requiredResourceAccess: [
          {
            resourceAppId: graphAppId,
            resourceAccess: [{ id: '00000000-0000-4000-8000-000000000000', type: 'Scope' }],
          },
        ],
      },
      "Invalid value specified for property 'requiredResourceAccess' of resource 'Application'.",
    ],
  ])('is refused for %j', async (body, message) => {
    const before = entriesOf(await graph('/v1.0/applications')).length;
    expect(errorOf(await graph.post('/v1.0/applications', body))).toBe(
      `400 Request_BadRequest: ${message}`,
    );
    expect(entriesOf(await graph('/v1.0/applications'))).toHaveLength(before);
  });

  test('cannot take the identifier URI of another', async () => {
    await graph.create({ identifierUris: ['api://taken.test'] });
    const answer = await graph.post('/v1.0/applications', {
      displayName: 'Second',
      identifierUris: ['api://taken.test'],
    });
    expect(errorOf(answer)).toBe(
      '400 Request_BadRequest: Another object with the same value for property identifierUris already exists.',
    );
  });
});

test('in B2C, an app registers another one that signs users in', async () => {
  const app = await graphForApp(tenant, ['Application.ReadWrite.OwnedBy'], 'b2c');
  const { json, status } = await app.post('/v1.0/applications', {
    displayName: 'B2C app',
    web: { redirectUris: [redirectUri] },
  });
  expect(status).toBe(201);
  const { json: secret } = await app.post(`/v1.0/applications/${json['id']}/addPassword`);
  const client = msalApp(tenant, 'b2c', {
    clientId: String(json['appId']),
    authority: authorityFor(tenant, 'b2c'),
    credential: { clientSecret: String(secret['secretText']) },
  });
  const signIn = await attempt(client, { scopes: ['openid'] });
  expect((await signIn.redeem()).account?.name).toBe('Alex Rivera');
});
