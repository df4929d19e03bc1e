import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { HttpBrowser } from '../../http-browser.ts';
import { appCertificate } from '../app-certificate.ts';
import { deviceSignIn } from '../device-sign-in.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, graphAppId, graphClient } from './graph-client.ts';
import { redirectUri } from './registering-client.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

test('what a tool registers by Microsoft Graph is on the desk', async () => {
  const { answer } = await deviceSignIn(tenant, 'external-id', {
    scopes: [
      'Application.ReadWrite.All',
      'DelegatedPermissionGrant.ReadWrite.All',
      'EventListener.ReadWrite.All',
    ],
    press: ['Alex Rivera', 'Accept'],
  });
  const graph = graphClient(tenant, String(answer['access_token']));
  const made = async (path: string, body?: object) => {
    const response = await graph.post(`/v1.0${path}`, body);
    expect(errorOf(response), path).toMatch(/^20[01]$/);
    return response.json;
  };
  const { certificate } = await appCertificate();
  const { id, appId } = z.object({ id: z.string(), appId: z.string() }).parse(
    await made('/applications', {
      displayName: 'Made by a tool',
      notes: 'Remove it after the lesson.',
      tags: ['SignInLab:a-run'],
      web: { redirectUris: [redirectUri] },
      keyCredentials: [
        {
          type: 'AsymmetricX509Cert',
          usage: 'Verify',
          key: new X509Certificate(certificate).raw.toString('base64'),
          displayName: 'A key of the tool',
        },
      ],
    }),
  );
  const page = async () => {
    const address = `${tenant.frontOrigin}/desk/external-id/registrations/${appId}`;
    return (await new HttpBrowser().open(address)).text;
  };
  expect(await page()).toContain('none yet: it has no service principal');
  await made(`/applications/${id}/addPassword`, {
    passwordCredential: { displayName: 'A secret of the tool' },
  });
  const principal = await made('/servicePrincipals', { appId });
  expect(await page()).toContain('none: users can’t sign up to it');
  const ofGraph = await graph(`/v1.0/servicePrincipals(appId='${graphAppId}')`);
  await made('/oauth2PermissionGrants', {
    clientId: principal['id'],
    consentType: 'AllPrincipals',
    resourceId: ofGraph.json['id'],
    scope: 'openid offline_access',
  });
  const [flow] = entriesOf(await graph('/v1.0/identity/authenticationEventsFlows'));
  await made(
    `/identity/authenticationEventsFlows/${flow?.['id']}/conditions/applications/includeApplications`,
    { appId },
  );
  const shown = await page();
  for (const each of [
    'Made by a tool',
    'Remove it after the lesson.',
    'SignInLab:a-run',
    redirectUri,
    'A key of the tool',
    'A secret of the tool',
    'Granted for everyone: openid, offline_access.',
    '<dt>User flow</dt><dd>SignUpSignIn</dd>',
  ]) {
    expect(shown).toContain(each);
  }
});
