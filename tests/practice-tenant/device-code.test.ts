import { PublicClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { authorityFor } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

test('MSAL signs in on another device by a code', async () => {
  const authority = authorityFor(tenant, 'entra-id');
  const app = new PublicClientApplication({
    auth: { clientId: clientIds.webApp, authority, knownAuthorities: [new URL(authority).host] },
  });
  let last = '';
  const result = await app.acquireTokenByDeviceCode({
    scopes: ['User.Read'],
    deviceCodeCallback: async ({ verificationUri, userCode, message }) => {
      expect(message).toContain(userCode);
      const browser = new HttpBrowser();
      const enter = await browser.open(verificationUri);
      const confirm = await browser.press(enter, 'Next', { Code: userCode });
      const picker = await browser.press(confirm, 'Continue');
      last = (await browser.press(picker, 'Mira Lindqvist')).text;
    },
  });
  expect(last).toContain('You are signed in to Practice web app');
  expect(result?.account?.name).toBe('Mira Lindqvist');
  // Without a secret: how the app proved itself is "not at all".
  expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({ appidacr: '0' });
});

test('a code that nobody was given is asked for again', async () => {
  const browser = new HttpBrowser();
  const address = `${tenant.frontOrigin}/contoso.onmicrosoft.com/oauth2/v2.0/deviceauth`;
  const page = await browser.open(address);
  expect((await browser.press(page, 'Next', { Code: 'WRONGCODE' })).text).toContain(
    'That code didn’t work',
  );
});

interface DeviceAnswer {
  device_code: string;
  user_code: string;
  verification_uri: string;
}

const post = async (path: string, fields: Record<string, string>): Promise<unknown> => {
  const body = new URLSearchParams({ client_id: clientIds.webApp, ...fields });
  const base = `${authorityFor(tenant, 'entra-id')}/oauth2/v2.0`;
  return (await fetch(base + path, { method: 'POST', body })).json();
};
const started = async () => (await post('/devicecode', { scope: 'User.Read' })) as DeviceAnswer;
const poll = (device_code: string) => post('/token', { grant_type: 'device_code', device_code });

test('polling too early is AADSTS70016', async () => {
  const early = await poll((await started()).device_code);
  expect(early).toMatchObject({ error: 'authorization_pending', error_codes: [70016] });
});

test.each([
  ['the page that shows the code', ['Cancel']],
  ['the page that asks who signs in', ['Continue', 'Cancel']],
])('Cancel on %s reports the cancellation, there and to the device', async (_, press) => {
  const { device_code, user_code, verification_uri } = await started();
  const browser = new HttpBrowser();
  const enter = await browser.open(verification_uri);
  let page = await browser.press(enter, 'Next', { Code: user_code });
  for (const button of press) page = await browser.press(page, button);
  expect(page.text).toContain('You canceled the sign-in');
  expect(page.text).not.toContain('That code didn’t work');
  const answer = await poll(device_code);
  expect(answer).toMatchObject({ error: 'authorization_declined', error_codes: [65004] });
});

test('a device code that nobody was given is bad_verification_code', async () => {
  const answer = await poll('a-code-of-nobody');
  expect(answer).toMatchObject({ error: 'bad_verification_code', error_codes: [9002313] });
});
