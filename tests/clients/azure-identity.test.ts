import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { appCertificate } from '../practice-tenant/app-certificate.ts';
import { tenantIds, webAppSecret } from '../practice-tenant/msal-app.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { consentedApp, tasksScope } from './consented-app.ts';
import { runningApp } from './running-app.ts';

let tenant: RunningTenant;
let folder: string;
beforeAll(async () => {
  tenant = await runningTenant();
  folder = await mkdtemp(join(tmpdir(), 'azure-identity-'));
  const { certificate, privateKey } = await appCertificate();
  await writeFile(join(folder, 'app.pem'), `${privateKey}\n${certificate}\n`);
  await consentedApp(tenant, { certificates: [certificate] });
});
afterAll(async () => {
  await tenant.remove();
  await rm(folder, { recursive: true });
});

const token = z.object({ token: z.string(), expiresOnTimestamp: z.number() });

const started = (credential: string, type: TenantType, scope: string) =>
  runningApp('azure-identity', tenant.caCertificate, () => ({
    CREDENTIAL: credential,
    AUTHORITY_HOST:
      type === 'external-id-custom-domain' ? tenant.customDomainOrigin : tenant.origin,
    TENANT_ID: tenantIds[type],
    CLIENT_ID: clientIds.webApp,
    CLIENT_SECRET: webAppSecret,
    CERTIFICATE: join(folder, 'app.pem'),
    SCOPE: scope,
  }));

// Its credentials take a tenant and no user flow.
describe.each(tenantTypes.filter((type) => type !== 'b2c'))('@azure/identity with %s', (type) => {
  const tokenOfTheApp = async (credential: string) => {
    const running = await started(credential, type, `api://${clientIds.tasksApi}/.default`);
    const claims = decodeJwt(token.parse(await running.message()).token);
    await running.stop();
    return claims;
  };
  const itsClaims = {
    aud: clientIds.tasksApi,
    azp: clientIds.webApp,
    roles: ['Tasks.Read.All'],
  };

  test('gets a token for the app itself with a ClientSecretCredential', async () => {
    expect(await tokenOfTheApp('ClientSecretCredential')).toMatchObject(itsClaims);
  });

  test('gets a token for the app itself with a ClientCertificateCredential', async () => {
    expect(await tokenOfTheApp('ClientCertificateCredential')).toMatchObject(itsClaims);
  });

  test('signs a user in on another device with a DeviceCodeCredential', async () => {
    const running = await started('DeviceCodeCredential', type, tasksScope(type));
    const { userCode, verificationUri } = z
      .object({ userCode: z.string(), verificationUri: z.string() })
      .parse(await running.message());
    const browser = new HttpBrowser();
    const enter = await browser.open(verificationUri);
    const confirm = await browser.press(enter, 'Next', { Code: userCode });
    const picker = await browser.press(confirm, 'Continue');
    await browser.press(picker, 'Sam Okafor');
    const claims = decodeJwt(token.parse(await running.message()).token);
    expect(claims).toMatchObject({ name: 'Sam Okafor', scp: 'Tasks.Read' });
    await running.stop();
  });
});
