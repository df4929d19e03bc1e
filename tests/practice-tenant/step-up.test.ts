import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, attempt, errorNumber, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const scopes = [`api://${clientIds.tasksApi}/Tasks.Read`];
const privateTasks = (accessToken: string) =>
  fetch(`${tenant.origin}/tasks-api/private-tasks`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });

test('an API asks for more, the app sends its claims through sign-in, and the API is content', async () => {
  const app = msalApp(tenant, 'entra-id');
  const browser = appBrowser();
  const first = await attempt(app, { scopes, browser, press: ['Alex Rivera', 'Accept'] });
  const { accessToken, account } = await first.redeem();
  const refused = await privateTasks(accessToken);
  expect(refused.status).toBe(401);
  const header = refused.headers.get('www-authenticate') ?? '';
  expect(header).toContain('error="insufficient_claims"');
  const encoded = /claims="([^"]+)"/.exec(header)?.[1] ?? '';
  const claims = Buffer.from(encoded, 'base64').toString();

  if (account === null) throw new Error('MSAL made no account.');
  const silent = app.acquireTokenSilent({ account, scopes, claims });
  expect(await errorNumber(silent)).toBe('AADSTS50076');

  const second = await attempt(app, { scopes, browser, claims, press: [] });
  expect(second.page.text).toContain('Approve the sign-in');
  const back = await browser.press(second.page, 'Approve');
  Object.assign(second.answer, { code: new URL(back.url).searchParams.get('code') });
  const stronger = await second.redeem();
  expect(decodeJwt(stronger.accessToken)).toMatchObject({ acrs: ['c1'] });
  expect((await privateTasks(stronger.accessToken)).status).toBe(200);

  const third = await attempt(app, { scopes, browser, claims, press: [] });
  expect(third.answer).toHaveProperty('code');
});

test('a silent authorization request with those claims says that a second factor is missing', async () => {
  const app = msalApp(tenant, 'entra-id');
  const browser = appBrowser();
  await attempt(app, { scopes, browser, press: ['Mira Lindqvist', 'Accept'] });
  const silent = { scopes, browser, prompt: 'none', press: [] };
  expect((await attempt(app, silent)).answer).toHaveProperty('code');
  const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
  const { answer } = await attempt(app, { ...silent, claims });
  expect(answer['error']).toBe('interaction_required');
  expect(answer['error_description']).toMatch(/^AADSTS50076: /);
});

test('a web app asks for its own pages, and its ID token says that they may be shown', async () => {
  const app = msalApp(tenant, 'entra-id');
  const browser = appBrowser();
  const first = await attempt(app, { browser, press: ['Sam Okafor'] });
  expect(decodeJwt((await first.redeem()).idToken)).not.toHaveProperty('acrs');
  const claims = '{"id_token":{"acrs":{"essential":true,"value":"c1"}}}';
  const silent = await attempt(app, { browser, claims, prompt: 'none', press: [] });
  expect(silent.answer['error_description']).toMatch(/^AADSTS50076: /);
  const second = await attempt(app, { browser, claims, press: [] });
  const back = await browser.press(second.page, 'Approve');
  Object.assign(second.answer, { code: new URL(back.url).searchParams.get('code') });
  expect(decodeJwt((await second.redeem()).idToken)).toMatchObject({ acrs: ['c1'] });
});

test('an answer to a request without those claims carries no context', async () => {
  const { redeem } = await attempt(msalApp(tenant, 'entra-id'), { press: ['Sam Okafor'] });
  expect(decodeJwt((await redeem()).accessToken)).not.toHaveProperty('acrs');
});

test('a client that can handle challenges is told so in its token', async () => {
  const claims = '{"access_token":{"xms_cc":{"values":["cp1"]}}}';
  const { url } = await attempt(msalApp(tenant, 'entra-id'), { press: [] });
  const query = new URL(url);
  query.searchParams.delete('code_challenge');
  query.searchParams.delete('code_challenge_method');
  const browser = appBrowser();
  const back = await browser.press(await browser.open(query), 'Sam Okafor');
  const response = await fetch(`${tenant.origin}/contoso.onmicrosoft.com/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: clientIds.webApp,
      client_secret: 'practice~web-app~not-a-real-secret',
      grant_type: 'authorization_code',
      code: new URL(back.url).searchParams.get('code') ?? '',
      redirect_uri: 'http://localhost:3000/auth/redirect',
      claims,
    }),
  });
  const { access_token } = (await response.json()) as { access_token: string };
  expect(decodeJwt(access_token)).toMatchObject({ xms_cc: ['cp1'] });
});
