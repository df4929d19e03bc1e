import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { deviceSignIn } from './device-sign-in.ts';
import { entriesOf, errorOf, graphAppId, graphClient } from './graph/graph-client.ts';
import { attempt, msalApp, redirectUri, tenantIds } from './msal-app.ts';
import { accessOf, ask, b2cTasks, idOf, signIn, usualApp } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const atTenant = () => `${tenant.origin}/${tenantIds.b2c}`;
const json = async (path: string) => (await fetch(`${atTenant()}${path}`)).json();
const tokenAt = async (fields: Record<string, string>) => {
  const body = new URLSearchParams({ ...usualApp, ...fields });
  const response = await fetch(`${atTenant()}/oauth2/v2.0/token`, { method: 'POST', body });
  return z.record(z.string(), z.unknown()).parse(await response.json());
};

const registers = [
  'User.Read',
  'Application.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
];
const graphOfAlex = async () => {
  const press = ['Alex Rivera', 'Accept'];
  const { answer } = await deviceSignIn(tenant, 'b2c', { scopes: registers, press });
  return graphClient(tenant, String(answer['access_token']));
};

describe('the B2C tenant without a user flow', () => {
  test('has the metadata and keys of an Entra tenant', async () => {
    const document = await json('/v2.0/.well-known/openid-configuration');
    expect(document).toMatchObject({
      issuer: `${atTenant()}/v2.0`,
      token_endpoint: `${atTenant()}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${atTenant()}/oauth2/v2.0/devicecode`,
      jwks_uri: `${atTenant()}/discovery/v2.0/keys`,
    });
    expect(document.claims_supported).not.toContain('tfp');
    const { keys } = await json('/discovery/v2.0/keys');
    expect(keys[0]).toMatchObject({ issuer: `${atTenant()}/v2.0`, x5c: expect.anything() });
    // A user flow's are B2C's, as before.
    const flow = await json('/B2C_1_signupsignin/v2.0/.well-known/openid-configuration');
    expect(flow.issuer).toBe(`${atTenant()}/v2.0/`);
    expect(flow.claims_supported).toContain('tfp');
  });

  test('signs in administrators on another device, and no customers', async () => {
    const press = ['Alex Rivera', 'Accept'];
    const { page, answer } = await deviceSignIn(tenant, 'b2c', { press });
    expect(page.text).toContain('You are signed in');
    expect(idOf(answer)).toMatchObject({ iss: `${atTenant()}/v2.0`, ver: '2.0' });
    expect(idOf(answer)).not.toHaveProperty('tfp');
    const picker = await deviceSignIn(tenant, 'b2c', { press: [] });
    expect(picker.page.text).toContain('Alex Rivera');
    expect(picker.page.text).not.toContain('Sam Okafor');
    expect(picker.page.text).not.toContain('Practice Social');
  });

  test('has no account for a customer, whose password is right', async () => {
    const { page } = await deviceSignIn(tenant, 'b2c', { press: ['Use another account'] });
    expect(page.text).not.toContain('Create an account');
    const sam = { Username: 'sam@fabrikam.onmicrosoft.com', Password: 'practice' };
    const { page: refused } = await deviceSignIn(tenant, 'b2c', {
      press: ['Use another account', ['Sign in', sam]],
    });
    expect(refused.text).toContain('There’s no account sam@fabrikam.onmicrosoft.com');
  });

  test('does not redeem what a user flow gave', async () => {
    const first = await signIn(tenant, 'b2c', { scope: `openid offline_access ${b2cTasks}` });
    const refresh = { grant_type: 'refresh_token', refresh_token: String(first['refresh_token']) };
    expect((await ask(tenant, 'b2c', refresh)).status).toBe(200);
    expect(await tokenAt({ ...refresh, scope: 'openid' })).toMatchObject({
      error: 'invalid_grant',
      error_codes: [expect.any(Number)],
    });
  });

  test('gives an app its roles in roles, and a user flow in scp', async () => {
    const scope = `${b2cTasks.replace('Tasks.Read', '')}.default`;
    const grant = { grant_type: 'client_credentials', scope };
    const own = accessOf(await tokenAt(grant));
    expect(own).toMatchObject({ roles: ['Tasks.Read.All'], tid: tenantIds.b2c });
    expect(own).not.toHaveProperty('scp');
    expect(accessOf((await ask(tenant, 'b2c', grant)).answer)).toMatchObject({
      scp: 'Tasks.Read.All',
    });
  });

  test('checks an app’s credential without a user', async () => {
    const scope = 'https://graph.microsoft.com/.default';
    const grant = { grant_type: 'client_credentials', scope };
    expect(accessOf(await tokenAt(grant))).toMatchObject({ aud: 'https://graph.microsoft.com' });
    expect(await tokenAt({ ...grant, client_secret: 'wrong' })).toMatchObject({
      error_codes: [7000215],
    });
    expect(await tokenAt({ ...grant, client_id: crypto.randomUUID() })).toMatchObject({
      error_codes: [700016],
    });
  });

  test('registers an app by Microsoft Graph, and users then sign in to it', async () => {
    const graph = await graphOfAlex();
    expect(entriesOf(await graph('/v1.0/organization'))).toMatchObject([
      { id: tenantIds.b2c, displayName: 'Fabrikam', tenantType: null },
    ]);
    const app = await graph.post('/v1.0/applications', {
      displayName: 'Registered by a tool',
      signInAudience: 'AzureADandPersonalMicrosoftAccount',
      web: { redirectUris: [redirectUri] },
    });
    expect(errorOf(app)).toBe('201');
    const { id, appId } = z.object({ id: z.string(), appId: z.string() }).parse(app.json);
    const principal = await graph.post('/v1.0/servicePrincipals', { appId });
    expect(errorOf(principal)).toBe('201');
    const ofGraph = await graph(`/v1.0/servicePrincipals(appId='${graphAppId}')?$select=id`);
    const grant = await graph.post('/v1.0/oauth2PermissionGrants', {
      clientId: principal.json['id'],
      consentType: 'AllPrincipals',
      resourceId: ofGraph.json['id'],
      scope: 'openid offline_access',
    });
    expect(errorOf(grant)).toBe('201');
    expect(grant.json).toMatchObject({ scope: 'openid offline_access' });
    const secret = await graph.post(`/v1.0/applications/${id}/addPassword`, {
      passwordCredential: { displayName: 'Made by a tool' },
    });
    const clientSecret = String(secret.json['secretText']);
    const client = msalApp(tenant, 'b2c', { clientId: appId, credential: { clientSecret } });
    const { redeem } = await attempt(client, { scopes: ['openid'], press: ['Sam Okafor'] });
    const { idToken } = await redeem();
    expect(decodeJwt(idToken)).toMatchObject({ aud: appId, tfp: 'B2C_1_signupsignin' });
    const { error_codes: none } = await tokenAt({
      client_id: clientIds.webApp,
      grant_type: 'client_credentials',
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    });
    expect(none).toEqual([7000215]);
  });
});
