import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appCertificate } from '../app-certificate.ts';
import { appBrowser, attempt, errorNumber, msalApp } from '../msal-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, graphAppId } from './graph-client.ts';
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

describe('an app that a script registered', () => {
  test('a browser signs in with an app that a script registered, and the app calls Graph', async () => {
    const { id, appId } = await graph.create({
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
    const resource = await graph.servicePrincipal(graphAppId);
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

  test('a user who is asked for consent gives a grant of their own, which can be deleted', async () => {
    const { id, appId } = await graph.create({ web: { redirectUris: [redirectUri] } });
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
    const { id, appId } = await graph.create();
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
    const resource = await graph.servicePrincipal(graphAppId);
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
