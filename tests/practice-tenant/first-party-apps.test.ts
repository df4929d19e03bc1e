import { PublicClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { firstPartyIds } from '../../src/practice-tenant/directory/first-party-apps.ts';
import { grantTypes } from '../../src/practice-tenant/directory/grant-types.ts';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import { entriesOf, graphClient } from './graph/graph-client.ts';
import { tenantIds } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const { azureCli, graphCommandLineTools } = firstPartyIds;

interface Attempt {
  clientId?: string;
  scopes?: string[];
  /** What's pressed once the code is confirmed. */
  press: readonly string[];
}

/** What a person does on another device. */
async function confirmed(address: string, code: string, press: readonly string[]): Promise<Page> {
  const browser = new HttpBrowser();
  let page = await browser.press(await browser.open(address), 'Next', { Code: code });
  for (const button of ['Continue', ...press]) page = await browser.press(page, button);
  return page;
}

/** Signs in by device code with MSAL, as a command line tool does. */
async function signIn(
  type: TenantType,
  { clientId = graphCommandLineTools, scopes = ['Application.ReadWrite.All'], press }: Attempt,
) {
  const authority = `${tenant.origin}/${tenantIds[type]}`;
  const app = new PublicClientApplication({
    auth: { clientId, authority, knownAuthorities: [new URL(authority).host] },
  });
  return app.acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: async ({ verificationUri, userCode }) => {
      await confirmed(verificationUri, userCode, press);
    },
  });
}

const started = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
});

/** The same without waiting between two polls. */
async function quickly(
  type: TenantType,
  { clientId = graphCommandLineTools, scopes = [], press }: Attempt,
) {
  const post = async (path: string, fields: Record<string, string>): Promise<unknown> => {
    const body = new URLSearchParams({ client_id: clientId, ...fields });
    const address = `${tenant.origin}/${tenantIds[type]}/oauth2/v2.0/${path}`;
    return (await fetch(address, { method: 'POST', body })).json();
  };
  const scope = ['openid', 'profile', ...scopes].join(' ');
  const { device_code, user_code, verification_uri } = started.parse(
    await post('devicecode', { scope }),
  );
  const page = await confirmed(verification_uri, user_code, press);
  const answer = await post('token', { grant_type: grantTypes.deviceCode, device_code });
  return { page, answer };
}

describe.each(tenantTypes)('the Microsoft Graph Command Line Tools in %s', (type) => {
  test('get a token once an administrator consents during the sign-in', async () => {
    const result = await signIn(type, { press: ['Alex Rivera', 'Accept'] });
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
    const { page, answer } = await quickly(type, { scopes, press: ['Alex Rivera'] });
    expect(page.text).toContain('<h1>Permissions requested</h1>');
    expect(answer).toMatchObject({ error: 'authorization_pending' });
    const declined = await quickly(type, { scopes, press: ['Alex Rivera', 'Cancel'] });
    expect(declined.answer).toMatchObject({ error: 'authorization_declined' });
  });
});

test('a member who may not consent sees that an administrator has to approve', async () => {
  const scopes = ['Policy.Read.All'];
  const { page } = await quickly('entra-id', { scopes, press: ['Sam Okafor'] });
  expect(page.text).toContain('<h1>Approval required</h1>');
  const { answer } = await quickly('entra-id', {
    scopes,
    press: ['Sam Okafor', 'Back to the app'],
  });
  expect(answer).toMatchObject({ error: 'authorization_declined' });
});

describe.each(tenantTypes)('the Azure CLI in %s', (type) => {
  test('gets its token for Graph without anyone’s consent', async () => {
    const { answer } = await quickly(type, {
      clientId: azureCli,
      scopes: ['https://graph.microsoft.com/.default'],
      press: ['Alex Rivera'],
    });
    const { access_token } = z.object({ access_token: z.string() }).parse(answer);
    const { scp, appid } = decodeJwt(access_token);
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
      'email',
      'openid',
      'profile',
    ]);
  });
});
