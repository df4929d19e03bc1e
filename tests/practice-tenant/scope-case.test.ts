import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { authorityFor, redirectUri } from './msal-app.ts';
import { ask, renewed, signIn } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

test.each(['entra-id', 'external-id', 'external-id-custom-domain'] as const)(
  'in %s, case in the name of a scope doesn’t count, and the response has the API’s spelling',
  async (type) => {
    const scope = 'openid offline_access user.read';
    const first = await signIn(tenant, type, { scope });
    expect(first).toMatchObject({ scope: expect.stringContaining('User.Read') });
    expect(decodeJwt(String(first['access_token']))['scp']).toContain('User.Read');
    const next = await renewed(tenant, type, first, { scope: 'USER.READ' });
    expect(next).toMatchObject({ scope: expect.stringContaining('User.Read') });
  },
);

test('case doesn’t count in the scopes of an API of your own, with either of its names', async () => {
  for (const api of [`api://${clientIds.tasksApi}`, clientIds.tasksApi]) {
    const scope = `openid offline_access ${api}/tasks.read`;
    const first = await signIn(tenant, 'entra-id', { scope });
    expect(first).toMatchObject({ scope: `${api}/Tasks.Read` });
    const next = await renewed(tenant, 'entra-id', first, { scope: `${api}/TASKS.READ` });
    expect(next).toMatchObject({ scope: `${api}/Tasks.Read` });
  }
});

test('a device asks with any case', async () => {
  const address = `${authorityFor(tenant, 'entra-id')}/oauth2/v2.0/devicecode`;
  const body = new URLSearchParams({ client_id: clientIds.webApp, scope: 'user.read' });
  const started = await (await fetch(address, { method: 'POST', body })).json();
  const browser = new HttpBrowser();
  const enter = await browser.open(started.verification_uri);
  const confirm = await browser.press(enter, 'Next', { Code: started.user_code });
  const picker = await browser.press(confirm, 'Continue');
  const done = await browser.press(picker, 'Mira Lindqvist');
  expect(done.text).toContain('You are signed in to Practice web app');
});

test('an administrator consents to the API’s spelling', async () => {
  const query = { client_id: clientIds.webApp, redirect_uri: redirectUri, scope: 'USER.READ' };
  const base = `${tenant.frontOrigin}/contoso.onmicrosoft.com/v2.0/adminconsent`;
  const browser = new HttpBrowser({ stopAt: redirectUri });
  const page = await browser.open(`${base}?${new URLSearchParams(query)}`);
  const { url } = await browser.press(page, 'Accept');
  expect(new URL(url).searchParams.get('scope')).toBe('User.Read');
});

test('a scope that no API has is refused as it was sent', async () => {
  const { answer } = await ask(tenant, 'entra-id', {
    grant_type: 'password',
    username: 'alex@contoso.onmicrosoft.com',
    password: 'practice',
    scope: 'user.reed',
  });
  expect(answer).toMatchObject({ error_codes: [650053] });
  expect(answer['error_description']).toContain("'user.reed'");
});
