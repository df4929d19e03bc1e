import { PublicClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstPartyIds } from '../../src/practice-tenant/directory/first-party-apps.ts';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { confirmed, deviceSignIn } from './device-sign-in.ts';
import { entriesOf, graphClient } from './graph/graph-client.ts';
import { tenantIds } from './msal-app.ts';
import { accessOf } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const { azureCli, graphCommandLineTools } = firstPartyIds;

/** Signs in by device code with MSAL, as a command line tool does. */
async function signIn(type: TenantType, press: readonly string[]) {
  const authority = `${tenant.origin}/${tenantIds[type]}`;
  const app = new PublicClientApplication({
    auth: {
      clientId: graphCommandLineTools,
      authority,
      knownAuthorities: [new URL(authority).host],
    },
  });
  return app.acquireTokenByDeviceCode({
    scopes: ['Application.ReadWrite.All'],
    deviceCodeCallback: async ({ verificationUri, userCode }) => {
      await confirmed(verificationUri, userCode, press);
    },
  });
}

describe.each(tenantTypes)('the Microsoft Graph Command Line Tools in %s', (type) => {
  test('get a token once an administrator consents during the sign-in', async () => {
    const result = await signIn(type, ['Alex Rivera', 'Accept']);
    const token = result?.accessToken ?? '';
    expect(decodeJwt(token)).toMatchObject({
      tid: tenantIds[type],
      appid: graphCommandLineTools,
      appidacr: '0',
      scp: expect.stringContaining('Application.ReadWrite.All'),
    });
    expect(result?.account?.tenantId).toBe(tenantIds[type]);
    const graph = graphClient(tenant, token);
    const own = await graph('/v1.0/applications');
    expect(own.status).toBe(200);
    const names = entriesOf(own).map(({ displayName }) => displayName);
    expect(names).toContain('Practice web app');
    expect(names).not.toContain('Microsoft Graph Command Line Tools');
    const principals = await graph(
      `/v1.0/servicePrincipals?$filter=appId eq '${graphCommandLineTools}'`,
    );
    expect(entriesOf(principals)).toMatchObject([
      {
        displayName: 'Microsoft Graph Command Line Tools',
        appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
      },
    ]);
  });

  test('are refused when the administrator does not consent', async () => {
    const scopes = ['Group.ReadWrite.All'];
    const { page, answer } = await deviceSignIn(tenant, type, { scopes, press: ['Alex Rivera'] });
    expect(page.text).toContain('<h1>Permissions requested</h1>');
    expect(answer).toMatchObject({ error: 'authorization_pending' });
    const declined = await deviceSignIn(tenant, type, { scopes, press: ['Alex Rivera', 'Cancel'] });
    expect(declined.answer).toMatchObject({ error: 'authorization_declined' });
  });
});

test('a member who may not consent sees that an administrator has to approve', async () => {
  const scopes = ['Policy.Read.All'];
  const { page } = await deviceSignIn(tenant, 'entra-id', { scopes, press: ['Sam Okafor'] });
  expect(page.text).toContain('<h1>Approval required</h1>');
  const { answer } = await deviceSignIn(tenant, 'entra-id', {
    scopes,
    press: ['Sam Okafor', 'Back to the app'],
  });
  expect(answer).toMatchObject({ error_codes: [90094] });
});

describe.each(tenantTypes)('the Azure CLI in %s', (type) => {
  test('gets its token for Graph without anyone’s consent', async () => {
    const { answer } = await deviceSignIn(tenant, type, {
      clientId: azureCli,
      scopes: ['https://graph.microsoft.com/.default'],
      press: ['Alex Rivera'],
    });
    const { scp, appid } = accessOf(answer);
    expect(appid).toBe(azureCli);
    expect(String(scp).split(' ').sort()).toEqual([
      'AppRoleAssignment.ReadWrite.All',
      'Application.ReadWrite.All',
      'AuditLog.Read.All',
      'DelegatedPermissionGrant.ReadWrite.All',
      'Directory.AccessAsUser.All',
      'Group.ReadWrite.All',
      'User.Read.All',
      'User.ReadWrite.All',
      'openid',
      'profile',
    ]);
  });
});
