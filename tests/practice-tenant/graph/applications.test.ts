import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appCertificate } from '../app-certificate.ts';
import { appBrowser, attempt, authorityFor, errorNumber, msalApp } from '../msal-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import {
  entriesOf,
  errorOf,
  type GraphClient,
  graphAppId,
  graphFor,
  graphForApp,
} from './graph-client.ts';

const scopes = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
];
const userRead = 'e1fe6dd8-ba31-4d61-89e7-88639da4683d';
const redirectUri = 'http://localhost:3000/auth/redirect';

let tenant: RunningTenant;
let graph: GraphClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await graphFor(tenant, scopes);
});
afterAll(() => tenant.remove());

const create = async (body: object = {}) => {
  const answer = await graph.post('/v1.0/applications', { displayName: 'Made by test', ...body });
  expect(errorOf(answer)).toBe('201');
  return answer.json;
};
const servicePrincipal = async (appId: unknown) => {
  const { json } = await graph(`/v1.0/servicePrincipals(appId='${appId}')`);
  return json;
};

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
    const { id } = await create(body);
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
    const { id, appId } = await create({ displayName: 'Findable app' });
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
    await create({ identifierUris: ['api://taken.test'] });
    const answer = await graph.post('/v1.0/applications', {
      displayName: 'Second',
      identifierUris: ['api://taken.test'],
    });
    expect(errorOf(answer)).toBe(
      '400 Request_BadRequest: Another object with the same value for property identifierUris already exists.',
    );
  });
});

describe('end to end', () => {
  test('a browser signs in with an app that a script registered, and the app calls Graph', async () => {
    const { id, appId } = await create({
      signInAudience: 'AzureADMyOrg',
      web: { redirectUris: [redirectUri] },
      requiredResourceAccess: [
        { resourceAppId: graphAppId, resourceAccess: [{ id: userRead, type: 'Scope' }] },
      ],
    });
    const added = await graph.post(`/v1.0/applications/${id}/addPassword`, {
      passwordCredential: { displayName: 'From the script' },
    });
    expect(added.json).toMatchObject({
      displayName: 'From the script',
      secretText: expect.stringMatching(/^.{16,64}$/),
      hint: expect.stringMatching(/^.{3}$/),
    });
    const { keyId, secretText } = added.json;
    const principal = await graph.post('/v1.0/servicePrincipals', { appId });
    const resource = await servicePrincipal(graphAppId);
    const grant = await graph.post('/v1.0/oauth2PermissionGrants', {
      clientId: principal.json['id'],
      consentType: 'AllPrincipals',
      resourceId: resource['id'],
      scope: 'openid profile offline_access User.Read',
    });
    expect(errorOf(grant)).toBe('201');

    const app = msalApp(tenant, 'entra-id', {
      clientId: String(appId),
      credential: { clientSecret: String(secretText) },
    });
    const signIn = await attempt(app, { press: ['Sam Okafor'] });
    const { accessToken, account } = await signIn.redeem();
    expect(account?.name).toBe('Sam Okafor');
    const me = await fetch(`${tenant.origin}/graph/v1.0/me`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(await me.json()).toMatchObject({ displayName: 'Sam Okafor' });

    const shown = await graph(`/v1.0/applications/${id}?$select=passwordCredentials`);
    expect(shown.json['passwordCredentials']).toEqual([
      expect.objectContaining({ keyId, secretText: null, displayName: 'From the script' }),
    ]);
    expect(errorOf(await graph.post(`/v1.0/applications/${id}/removePassword`, { keyId }))).toBe(
      '204',
    );
    expect(errorOf(await graph.post(`/v1.0/applications/${id}/removePassword`, { keyId }))).toBe(
      `400 Request_BadRequest: No password credential found with keyId ${keyId}.`,
    );
    const late = await attempt(app, { press: ['Sam Okafor'] });
    expect(await errorNumber(late.redeem())).toBe('AADSTS7000215');
  });

  test('an app that a program registers calls as itself once a user has consented to it', async () => {
    const { id, appId } = await create({ web: { redirectUris: [redirectUri] } });
    const { json } = await graph.post(`/v1.0/applications/${id}/addPassword`);
    const app = msalApp(tenant, 'entra-id', {
      clientId: String(appId),
      credential: { clientSecret: String(json['secretText']) },
    });
    const asItself = () =>
      app.acquireTokenByClientCredential({
        scopes: ['https://graph.microsoft.com/.default'],
        skipCache: true,
      });
    expect(await errorNumber(asItself())).toBe('AADSTS7000229');
    await attempt(app, { press: ['Alex Rivera', 'Accept'] });
    expect(errorOf(await graph(`/v1.0/servicePrincipals(appId='${appId}')`))).toBe('200');
    expect((await asItself())?.accessToken).toBeTruthy();
  });

  test('a user who is asked for consent gives a grant of their own, which can be deleted', async () => {
    const { id, appId } = await create({ web: { redirectUris: [redirectUri] } });
    const { json } = await graph.post(`/v1.0/applications/${id}/addPassword`);
    const principal = await graph.post('/v1.0/servicePrincipals', { appId });
    const app = msalApp(tenant, 'entra-id', {
      clientId: String(appId),
      credential: { clientSecret: String(json['secretText']) },
    });
    const browser = appBrowser();
    await (await attempt(app, { browser, press: ['Sam Okafor', 'Accept'] })).redeem();

    const filter = encodeURIComponent(`clientId eq '${principal.json['id']}'`);
    const grants = entriesOf(await graph(`/v1.0/oauth2PermissionGrants?$filter=${filter}`));
    expect(grants).toEqual([
      expect.objectContaining({
        consentType: 'Principal',
        principalId: '0a0a0a0a-0000-4000-8000-000000000002',
        scope: expect.stringContaining('User.Read'),
      }),
    ]);
    for (const owner of [
      `servicePrincipals/${principal.json['id']}`,
      'users/sam@contoso.onmicrosoft.com',
    ]) {
      const own = entriesOf(await graph(`/v1.0/${owner}/oauth2PermissionGrants`));
      expect(own).toEqual(grants);
    }
    expect((await graph.delete(`/v1.0/oauth2PermissionGrants/${grants[0]?.['id']}`)).status).toBe(
      204,
    );
    expect(entriesOf(await graph(`/v1.0/oauth2PermissionGrants?$filter=${filter}`))).toEqual([]);
    const { page } = await attempt(app, { press: ['Sam Okafor'] });
    expect(page.text).toContain('Permissions requested');
  });

  test('an app with a certificate and app roles calls Graph without a user', async () => {
    const { certificate, privateKey, thumbprintSha256 } = await appCertificate();
    const { id, appId } = await create();
    const patched = await graph.patch(`/v1.0/applications/${id}`, {
      keyCredentials: [
        {
          type: 'AsymmetricX509Cert',
          usage: 'Verify',
          key: Buffer.from(certificate).toString('base64'),
          displayName: 'CN=test',
        },
      ],
    });
    expect(errorOf(patched)).toBe('204');
    const principal = await graph.post('/v1.0/servicePrincipals', { appId });
    const resource = await servicePrincipal(graphAppId);
    const assigned = await graph.post(
      `/v1.0/servicePrincipals/${principal.json['id']}/appRoleAssignments`,
      {
        principalId: principal.json['id'],
        resourceId: resource['id'],
        appRoleId: 'df021288-bdef-4463-88db-98f22de89214',
      },
    );
    expect(errorOf(assigned)).toBe('201');
    const app = msalApp(tenant, 'entra-id', {
      clientId: String(appId),
      credential: { clientCertificate: { thumbprintSha256, privateKey } },
    });
    const token = await app.acquireTokenByClientCredential({
      scopes: ['https://graph.microsoft.com/.default'],
    });
    const users = await fetch(`${tenant.origin}/graph/v1.0/users?$select=displayName`, {
      headers: { authorization: `Bearer ${token?.accessToken}` },
    });
    expect((await users.json()).value).toHaveLength(4);
  });
});

describe('service principals', () => {
  test('exist once for each app, and Microsoft Graph has one with its permissions', async () => {
    const { appId } = await create();
    expect(errorOf(await graph(`/v1.0/servicePrincipals(appId='${appId}')`))).toMatch(
      /^404 Request_ResourceNotFound/,
    );
    const created = await graph.post('/v1.0/servicePrincipals', { appId });
    expect(created.json).toMatchObject({
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#servicePrincipals/$entity`,
      appId,
      accountEnabled: true,
      appDisplayName: 'Made by test',
      servicePrincipalType: 'Application',
      servicePrincipalNames: [appId],
    });
    const tags = ['HideApp'];
    const path = `/v1.0/servicePrincipals/${created.json['id']}`;
    expect((await graph.patch(path, { tags })).status).toBe(204);
    expect((await graph(path)).json).toMatchObject({ tags });
    expect(errorOf(await graph.patch(path, { accountEnabled: false }))).toBe(
      "400 Request_BadRequest: Invalid value specified for property 'accountEnabled' of resource 'ServicePrincipal'.",
    );
    expect(errorOf(await graph.post('/v1.0/servicePrincipals', { appId }))).toBe(
      `409 Request_MultipleObjectsWithSameKeyValue: The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
    const unknown = '11111111-0000-4000-8000-000000000000';
    expect(errorOf(await graph.post('/v1.0/servicePrincipals', { appId: unknown }))).toBe(
      `400 Request_BadRequest: The appId '${unknown}' of the service principal does not reference a valid application object.`,
    );
    const resource = await servicePrincipal(graphAppId);
    expect(resource).toMatchObject({
      displayName: 'Microsoft Graph',
      oauth2PermissionScopes: expect.arrayContaining([
        expect.objectContaining({ id: userRead, value: 'User.Read', type: 'User' }),
      ]),
      appRoles: expect.arrayContaining([
        expect.objectContaining({
          id: 'df021288-bdef-4463-88db-98f22de89214',
          value: 'User.Read.All',
        }),
      ]),
    });
  });

  test('take consents and app roles with them when they are deleted', async () => {
    const { appId } = await create();
    const { json } = await graph.post('/v1.0/servicePrincipals', { appId });
    const resource = await servicePrincipal(graphAppId);
    const grant = {
      clientId: json['id'],
      consentType: 'AllPrincipals',
      resourceId: resource['id'],
      scope: 'User.Read',
    };
    await graph.post('/v1.0/oauth2PermissionGrants', grant);
    expect(errorOf(await graph.post('/v1.0/oauth2PermissionGrants', grant))).toBe(
      '409 Request_MultipleObjectsWithSameKeyValue: Permission entry already exists.',
    );
    expect((await graph.delete(`/v1.0/servicePrincipals/${json['id']}`)).status).toBe(204);
    const app = await tenant.directory('entra-id').registration(String(appId));
    expect(app).toMatchObject({ adminConsent: [], appPermissions: {} });
  });
});

describe('grants and app roles', () => {
  test('of one API can be changed, and leave those of another alone', async () => {
    const { appId } = await create();
    const { json } = await graph.post('/v1.0/servicePrincipals', { appId });
    const resource = await servicePrincipal(graphAppId);
    const tasks = await servicePrincipal('33333333-3333-4333-8333-333333333333');
    const grant = { clientId: json['id'], consentType: 'AllPrincipals' };
    const first = await graph.post('/v1.0/oauth2PermissionGrants', {
      ...grant,
      resourceId: resource['id'],
      scope: 'User.Read Mail.Read',
    });
    await graph.post('/v1.0/oauth2PermissionGrants', {
      ...grant,
      resourceId: tasks['id'],
      scope: 'Tasks.Read',
    });
    const path = `/v1.0/oauth2PermissionGrants/${first.json['id']}`;
    expect((await graph.patch(path, { scope: 'User.Read' })).status).toBe(204);
    expect((await graph(path)).json).toMatchObject({ scope: 'User.Read' });
    const app = await tenant.directory('entra-id').registration(String(appId));
    expect(app?.adminConsent).toEqual([
      'api://33333333-3333-4333-8333-333333333333/Tasks.Read',
      'User.Read',
    ]);
  });

  test('are given to users too, and taken away again', async () => {
    const roleId = '6f0c4a6e-0000-4000-8000-000000000003';
    const { appId } = await create({
      appRoles: [
        {
          id: roleId,
          value: 'Reviewer',
          displayName: 'Reviewer',
          description: 'Reviews',
          allowedMemberTypes: ['User'],
        },
      ],
    });
    const { json } = await graph.post('/v1.0/servicePrincipals', { appId });
    const sam = '0a0a0a0a-0000-4000-8000-000000000002';
    const body = { principalId: sam, resourceId: json['id'], appRoleId: roleId };
    const path = `/v1.0/servicePrincipals/${json['id']}/appRoleAssignedTo`;
    const assigned = await graph.post(path, body);
    expect(assigned.json).toMatchObject({
      ...body,
      principalType: 'User',
      principalDisplayName: 'Sam Okafor',
    });
    expect(errorOf(await graph.post(path, body))).toBe(
      '400 Request_BadRequest: Permission being assigned already exists on the object',
    );
    expect(errorOf(await graph.post(path, { ...body, appRoleId: userRead }))).toBe(
      '400 Request_BadRequest: Permission being assigned was not found on application',
    );
    // The role is for users.
    const toApp = { ...body, principalId: json['id'] };
    expect(errorOf(await graph.post(path, toApp))).toBe(
      '400 Request_BadRequest: Permission being assigned was not found on application',
    );
    const user = await tenant.directory('entra-id').user(sam);
    expect(user?.roles?.[String(appId)]).toEqual(['Reviewer']);
    expect(entriesOf(await graph(`/v1.0/users/${sam}/appRoleAssignments`))).toEqual([
      expect.objectContaining({ id: assigned.json['id'] }),
    ]);
    expect((await graph.delete(`${path}/${assigned.json['id']}`)).status).toBe(204);
    expect(entriesOf(await graph(path))).toEqual([]);
  });
});

describe('federated credentials', () => {
  test('let an app in whose issuer publishes its keys', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' };
    let issuer = '';
    const server = createServer((request, response) => {
      const isMetadata = request.url?.endsWith('/.well-known/openid-configuration');
      const body = isMetadata ? { jwks_uri: `${issuer}/keys` } : { keys: [jwk] };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port.');
    issuer = `http://127.0.0.1:${address.port}`;

    const { id, appId } = await create();
    await graph.post('/v1.0/servicePrincipals', { appId });
    const credential = {
      name: 'from-ci',
      issuer,
      subject: 'repo:contoso/app:ref:refs/heads/main',
      audiences: ['api://AzureADTokenExchange'],
    };
    const path = `/v1.0/applications/${id}/federatedIdentityCredentials`;
    const added = await graph.post(path, credential);
    expect(added.status).toBe(201);
    expect(added.json).toEqual({
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#applications('${id}')/federatedIdentityCredentials/$entity`,
      id: expect.any(String),
      description: null,
      ...credential,
    });
    expect(errorOf(await graph.post(path, credential))).toBe(
      '409 Request_MultipleObjectsWithSameKeyValue: FederatedIdentityCredential with name from-ci already exists.',
    );
    const assertion = () =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setIssuer(issuer)
        .setSubject(credential.subject)
        .setAudience(credential.audiences)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey);
    const app = msalApp(tenant, 'entra-id', {
      clientId: String(appId),
      credential: { clientAssertion: assertion },
    });
    const ask = () =>
      app.acquireTokenByClientCredential({
        scopes: ['https://graph.microsoft.com/.default'],
        skipCache: true,
      });
    expect((await ask())?.accessToken).toEqual(expect.any(String));
    expect((await graph.delete(`${path}/${added.json['id']}`)).status).toBe(204);
    expect(await errorNumber(ask())).toBe('AADSTS700211');
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('a deleted application', () => {
  test('is gone for sign-in and for Graph, and comes back when it is restored', async () => {
    const { id, appId } = await create({ web: { redirectUris: [redirectUri] } });
    const registration = () => tenant.directory('entra-id').registration(String(appId));
    expect((await graph.delete(`/v1.0/applications/${id}`)).status).toBe(204);
    expect(errorOf(await graph(`/v1.0/applications/${id}`))).toMatch(/^404/);
    expect(await registration()).toBeUndefined();
    expect((await graph(`/v1.0/directory/deletedItems/${id}`)).json).toMatchObject({ appId });
    expect((await graph.post(`/v1.0/directory/deletedItems/${id}/restore`)).status).toBe(200);
    expect(await registration()).toMatchObject({ redirectUris: [redirectUri] });
    await graph.delete(`/v1.0/applications/${id}`);
    expect((await graph.delete(`/v1.0/directory/deletedItems/${id}`)).status).toBe(204);
    expect((await graph.delete(`/v1.0/directory/deletedItems/${id}`)).status).toBe(404);
  });

  test('is neither restored nor removed by an app that may change only its own', async () => {
    const { id } = await create({});
    expect((await graph.delete(`/v1.0/applications/${id}`)).status).toBe(204);
    const app = await graphForApp(tenant, ['Application.ReadWrite.OwnedBy']);
    const path = `/v1.0/directory/deletedItems/${id}`;
    expect((await app.post(`${path}/restore`)).status).toBe(403);
    expect((await app.delete(path)).status).toBe(403);
    expect((await graph(path)).status).toBe(200);
    expect((await graph.delete(path)).status).toBe(204);
  });

  test('is not restored while another one has its URI', async () => {
    const uri = 'api://contoso.onmicrosoft.com/restored';
    const { id } = await create({ identifierUris: [uri] });
    await graph.delete(`/v1.0/applications/${id}`);
    const other = await create({ identifierUris: [uri] });
    const path = `/v1.0/directory/deletedItems/${id}/restore`;
    expect((await graph.post(path)).status).toBe(400);
    await graph.delete(`/v1.0/applications/${other['id']}`);
    await graph.delete(`/v1.0/directory/deletedItems/${other['id']}`);
    expect((await graph.post(path)).status).toBe(200);
  });

  test('may be one of those that the tenant starts with, also after a restart', async () => {
    const seeded = '44444444-4444-4444-8444-444444444444';
    expect((await graph.delete(`/v1.0/applications(appId='${seeded}')`)).status).toBe(204);
    await tenant.restart();
    const directory = tenant.directory('entra-id');
    expect(await directory.registration(seeded)).toBeUndefined();
    expect((await directory.registrations()).map(({ clientId }) => clientId)).not.toContain(seeded);
    const [deleted] = await directory.deletedRegistrations();
    expect(deleted?.clientId).toBe(seeded);
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
