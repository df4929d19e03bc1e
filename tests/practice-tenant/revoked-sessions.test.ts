import { ConfidentialClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import {
  appBrowser,
  attempt,
  authorityFor,
  errorNumber,
  msalApp,
  webAppSecret,
} from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(() => {
  vi.useRealTimers();
});

/** The Practice web app, which says that it can handle claims challenges. */
function capableApp(type: 'entra-id' | 'external-id' = 'entra-id', capability = 'cp1') {
  const authority = authorityFor(tenant, type);
  return new ConfidentialClientApplication({
    auth: {
      clientId: clientIds.webApp,
      authority,
      knownAuthorities: [new URL(authority).host],
      clientSecret: webAppSecret,
      clientCapabilities: [capability],
    },
  });
}
const graph = (accessToken: string) =>
  fetch(`${tenant.origin}/graph/v1.0/me`, { headers: { authorization: `Bearer ${accessToken}` } });
/** Presses the desk's button for Alex. */
async function revoke(type = 'entra-id') {
  const users = await tenant.directory(type === 'b2c' ? 'b2c' : 'entra-id').users();
  const alex = users.find(({ name }) => name === 'Alex Rivera')?.objectId;
  const browser = new HttpBrowser();
  const page = await browser.open(`${tenant.frontOrigin}/desk/${type}/users/${alex}`);
  return browser.press(page, 'Revoke sessions');
}
const secondsLeft = (accessToken: string) => {
  const { exp = 0, iat = 0 } = decodeJwt(accessToken);
  return exp - iat;
};
const challengeIn = (answer: Response): string => {
  const header = answer.headers.get('www-authenticate') ?? '';
  expect(header).toMatch(/^Bearer .*error="insufficient_claims"/);
  expect(header).toMatch(/authorization_uri="http[^"]+\/oauth2\/v2\.0\/authorize"/);
  return Buffer.from(/claims="([^"]+)"/.exec(header)?.[1] ?? '', 'base64').toString();
};

describe('an app with the capability cp1', () => {
  test('sends it to authorize, and its tokens for Graph carry it and live for a day', async () => {
    const app = capableApp();
    const { url, redeem } = await attempt(app);
    expect(new URL(url).searchParams.get('claims')).toContain('"xms_cc"');
    const { accessToken, account, expiresOn } = await redeem();
    expect(decodeJwt(accessToken)).toMatchObject({ xms_cc: ['cp1'] });
    expect(secondsLeft(accessToken)).toBe(86_400);
    expect((expiresOn?.getTime() ?? 0) - Date.now()).toBeGreaterThan(86_000_000);
    if (account === null) throw new Error('MSAL made no account.');
    const scopes = ['User.Read'];
    const renewed = await app.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(decodeJwt(renewed.accessToken)).toMatchObject({ xms_cc: ['cp1'] });
    expect(secondsLeft(renewed.accessToken)).toBe(86_400);
  });

  test('may write it in any case; a capability that nobody knows is dropped', async () => {
    const tokens = async (name: string) =>
      (await (await attempt(capableApp('entra-id', name))).redeem()).accessToken;
    expect(decodeJwt(await tokens('CP1'))).toMatchObject({ xms_cc: ['cp1'] });
    const unknown = await tokens('cp9');
    expect(decodeJwt(unknown)).not.toHaveProperty('xms_cc');
    expect(secondsLeft(unknown)).toBe(3600);
  });

  test('gets tokens of an hour for another API, and in External ID', async () => {
    const scopes = ['api://33333333-3333-4333-8333-333333333333/Tasks.Read'];
    const { redeem } = await attempt(capableApp(), { scopes, press: ['Alex Rivera', 'Accept'] });
    expect(secondsLeft((await redeem()).accessToken)).toBe(3600);
    const customer = await (await attempt(capableApp('external-id'))).redeem();
    expect(secondsLeft(customer.accessToken)).toBe(3600);
  });

  test('is challenged by Graph after Revoke sessions, and works again after a sign-in', async () => {
    const app = capableApp();
    const browser = appBrowser();
    const { accessToken, account } = await (await attempt(app, { browser })).redeem();
    if (account === null) throw new Error('MSAL made no account.');
    expect((await graph(accessToken)).status).toBe(200);
    expect((await revoke()).text).toContain('Last revoked:');

    const refused = await graph(accessToken);
    expect(refused.status).toBe(401);
    const claims = challengeIn(refused);
    const { nbf } = JSON.parse(claims).access_token;
    expect(nbf).toEqual({ essential: true, value: expect.stringMatching(/^\d+$/) });
    expect(Number(nbf.value)).toBeGreaterThan(decodeJwt(accessToken).iat ?? 0);

    const scopes = ['User.Read'];
    const silent = app.acquireTokenSilent({ account, scopes, claims });
    expect(await errorNumber(silent)).toBe('AADSTS50173');

    const asked = await attempt(app, { browser, claims, press: [] });
    expect(asked.page.text).toContain('Pick an account');
    const again = await attempt(app, { browser, claims });
    const fresh = await again.redeem();
    expect(decodeJwt(fresh.accessToken).nbf).toBeGreaterThanOrEqual(Number(nbf.value));
    expect(decodeJwt(fresh.accessToken)).toMatchObject({ xms_cc: ['cp1'] });
    expect((await graph(fresh.accessToken)).status).toBe(200);
    const renewed = await app.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect((await graph(renewed.accessToken)).status).toBe(200);
  });

  test('gets both: its capability and the context of a step-up', async () => {
    const app = capableApp();
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const scopes = ['api://33333333-3333-4333-8333-333333333333/Tasks.Read'];
    const { url, redeem } = await attempt(app, {
      claims,
      scopes,
      press: ['Alex Rivera', 'Approve'],
    });
    expect(JSON.parse(new URL(url).searchParams.get('claims') ?? '')).toMatchObject({
      access_token: { acrs: { essential: true, value: 'c1' }, xms_cc: { values: ['cp1'] } },
    });
    const { accessToken } = await redeem({ scopes });
    expect(decodeJwt(accessToken)).toMatchObject({ xms_cc: ['cp1'], acrs: ['c1'] });
  });
});

test('an app without the capability keeps its access token until it expires', async () => {
  const app = msalApp(tenant, 'entra-id');
  const { accessToken } = await (await attempt(app)).redeem();
  await revoke();
  expect((await graph(accessToken)).status).toBe(200);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_700_000 });
  const late = await graph(accessToken);
  expect(late.status).toBe(401);
  expect(late.headers.get('www-authenticate')).toContain('invalid_token');
});

test('revoking the sessions of one user leaves those of another', async () => {
  const app = capableApp();
  const browser = appBrowser();
  const { accessToken } = await (await attempt(app, { browser, press: ['Sam Okafor'] })).redeem();
  await revoke();
  expect((await graph(accessToken)).status).toBe(200);
  expect((await attempt(app, { browser, press: [] })).answer).toHaveProperty('code');
});

describe.each(tenantTypes)('after Revoke sessions in %s', (type) => {
  test('session, code, and refresh token are over; a new sign-in works', async () => {
    const app = msalApp(tenant, type);
    const browser = appBrowser();
    const first = await attempt(app, { browser });
    const { account } = await first.redeem();
    if (account === null) throw new Error('MSAL made no account.');
    const unredeemed = await attempt(app, { browser, press: [] });
    const users = await tenant.directory(type).users();
    const alex = users.find(({ name }) => name === 'Alex Rivera');
    await tenant.revocations(type).revoke(alex?.objectId ?? '');

    const expected = type === 'b2c' ? 'AADB2C90129' : 'AADSTS50173';
    const scopes =
      type === 'b2c' ? ['https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read'] : ['User.Read'];
    const silent = app.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(await errorNumber(silent)).toBe(expected);
    expect(await errorNumber(unredeemed.redeem())).toBe(expected);
    const silently = await attempt(app, { browser, prompt: 'none', press: [] });
    expect(silently.answer['error_description']).toMatch(/^AAD(STS50058|B2C90077): /);

    const again = await attempt(app, { browser });
    await again.redeem();
    const renewed = await app.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(renewed.fromCache).toBe(false);
    expect((await attempt(app, { browser, press: [] })).answer).toHaveProperty('code');
  });
});

test('a reset forgets revocations', async () => {
  await revoke();
  const users = await tenant.directory('entra-id').users();
  const alex = users.find(({ name }) => name === 'Alex Rivera')?.objectId;
  expect(await tenant.revocations('entra-id').lastOf(alex)).toBeGreaterThan(0);
  const browser = new HttpBrowser();
  const desk = await browser.open(`${tenant.frontOrigin}/desk/entra-id`);
  await browser.press(desk, 'Reset Contoso');
  expect(await tenant.revocations('entra-id').lastOf(alex)).toBeUndefined();
});
