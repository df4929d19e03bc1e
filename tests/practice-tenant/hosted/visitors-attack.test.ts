import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { inTenantSet, type OwnTenantSet } from '../../../src/practice-tenant/index.ts';
import {
  type Attempt,
  attempt,
  authorityFor,
  msalApp,
  redirectUri,
  webAppSecret,
} from '../msal-app.ts';
import {
  anyBrowser,
  type HostedTenant,
  hostedTenant,
  ownBrowser,
  siteOrigin,
} from './hosted-tenant.ts';

let tenant: HostedTenant;
let attacker: OwnTenantSet;
let victim: OwnTenantSet;
let signedIn: Attempt;
let accessToken: string;
beforeAll(async () => {
  tenant = await hostedTenant();
  attacker = await tenant.sets.create('192.0.2.1');
  victim = await tenant.sets.create('192.0.2.2');
  signedIn = await attempt(appOf(attacker), { browser: await ownBrowser(tenant, attacker) });
  ({ accessToken } = await signedIn.redeem());
});
afterAll(() => tenant.remove());

const entra = (set: OwnTenantSet) => inTenantSet(authorityFor(tenant, 'entra-id'), set.id);
const webApp = (set: OwnTenantSet) => inTenantSet(clientIds.webApp, set.id);
const appOf = (set: OwnTenantSet) =>
  msalApp(tenant, 'entra-id', {
    authority: entra(set),
    clientId: webApp(set),
    credential: { clientSecret: secretOf(set) },
  });
const secretOf = (set: OwnTenantSet) => inTenantSet(webAppSecret, set.id, set.clientSecret);

async function tokenRequest(
  authority: string,
  fields: Record<string, string>,
): Promise<{ status: number; error_codes?: number[]; error?: string }> {
  const answer = await fetch(`${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  return { status: answer.status, ...(await answer.json()) };
}

const admin = (key: string, path: string, body?: unknown) =>
  fetch(`${tenant.origin}/admin/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

test('an access token tells about its own tenant only, whichever tenant’s address it’s sent to', async () => {
  const headers = { authorization: `Bearer ${accessToken}` };
  const own = await fetch(`${tenant.origin}/graph/v1.0/me`, { headers });
  expect(await own.text()).toContain(attacker.id);
  for (const path of ['openid/userinfo', 'graph/v1.0/me', 'graph/v1.0/users']) {
    const others = await fetch(`${entra(victim)}/${path}`, { headers });
    expect(others.status, path).toBeGreaterThanOrEqual(401);
    expect(await others.text()).not.toContain('alex@');
  }
});

test('a token of a personal account, whose issuer all visitors share, tells nothing of another visitor’s', async () => {
  const app = msalApp(tenant, 'entra-id', {
    authority: `${tenant.origin}/common`,
    clientId: inTenantSet(clientIds.anyAccount, attacker.id),
    credential: { clientSecret: `practice~any-account~${attacker.clientSecret}` },
  });
  const personal = await attempt(app, {
    browser: await ownBrowser(tenant, attacker),
    press: ['Personal Microsoft accounts', 'Robin Hale', 'Accept'],
  });
  const headers = { authorization: `Bearer ${(await personal.redeem()).accessToken}` };
  const userInfo = (set: OwnTenantSet) =>
    fetch(
      `${tenant.origin}/consumers/openid/userinfo?client_id=${inTenantSet(clientIds.anyAccount, set.id)}`,
      { headers },
    );
  expect(await (await userInfo(attacker)).text()).toContain('Robin');
  const others = await userInfo(victim);
  expect(await others.text()).not.toContain('Robin');
  expect(others.status).toBe(401);
});

test('codes, refresh tokens, and credentials are worth nothing in another visitor’s tenant', async () => {
  const fresh = await attempt(appOf(attacker), { browser: await ownBrowser(tenant, attacker) });
  const code = fresh.answer['code'] ?? '';
  const grant = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_secret: secretOf(attacker),
  };
  const theirs = { ...grant, client_id: webApp(victim) };
  const withTheirApp = await tokenRequest(entra(victim), theirs);
  expect(withTheirApp).toMatchObject({ error: 'invalid_client' });
  const withTheirSecret = { ...theirs, client_secret: secretOf(victim) };
  expect(await tokenRequest(entra(victim), withTheirSecret)).toMatchObject({
    error: 'invalid_grant',
  });
  const withOwnApp = await tokenRequest(entra(victim), { ...grant, client_id: webApp(attacker) });
  expect(withOwnApp.error_codes).toEqual([700016]);
});

test('a token isn’t exchanged on behalf of its user in another visitor’s tenant', async () => {
  const exchanged = await tokenRequest(entra(victim), {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    assertion: accessToken,
    scope: 'User.Read',
    client_id: webApp(victim),
    client_secret: secretOf(victim),
  });
  expect(exchanged.status).toBeGreaterThanOrEqual(400);
  expect(exchanged).not.toHaveProperty('access_token');
});

test('a session in one visitor’s tenant is none in another’s, and a page of a sign-in stays there', async () => {
  const query = new URLSearchParams({
    client_id: webApp(victim),
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    prompt: 'none',
  });
  const silent = await signedIn.browser.open(`${entra(victim)}/oauth2/v2.0/authorize?${query}`);
  expect(silent.url).toContain(`${siteOrigin}/practice-tenants/enter`);

  const browser = await ownBrowser(tenant, attacker);
  const begun = await browser.open(
    await appOf(attacker).getAuthCodeUrl({ redirectUri, scopes: ['User.Read'] }),
  );
  const [, uid] = /\/interaction\/(.+)$/.exec(begun.url) ?? [];
  const elsewhere = await browser.open(`${entra(victim)}/interaction/${uid}`);
  expect(elsewhere.text).not.toContain('Alex Rivera');
});

test('knowing the ID of a set, its users, and their password lets nobody in', async () => {
  const password = {
    grant_type: 'password',
    username: inTenantSet('alex@contoso.onmicrosoft.com', victim.id),
    password: 'practice',
    scope: 'openid User.Read',
  };
  const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
  for (const client of [webApp(victim), azureCli]) {
    const answer = await tokenRequest(entra(victim), { ...password, client_id: client });
    expect(answer.error_codes).toEqual([7000218]);
  }
  const known = { ...password, client_id: webApp(victim), client_secret: webAppSecret };
  expect(await tokenRequest(entra(victim), known)).toMatchObject({ error: 'invalid_client' });
  const asApp = { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };
  expect(await tokenRequest(entra(victim), { ...known, ...asApp })).toMatchObject({
    error: 'invalid_client',
  });

  const browser = await ownBrowser(tenant, attacker);
  for (const path of [
    'oauth2/v2.0/authorize',
    'oauth2/v2.0/deviceauth',
    'adminconsent',
    'v2.0/adminconsent',
  ]) {
    const page = await browser.open(`${entra(victim)}/${path}?client_id=${webApp(victim)}`);
    expect(page.url, path).toContain(`${siteOrigin}/practice-tenants/enter`);
    const posted = await browser.post(`${entra(victim)}/${path}`, { client_id: webApp(victim) });
    expect(posted.status, path).toBe(403);
  }
});

test('no app takes the client ID of another visitor’s', async () => {
  const registration = { name: 'Taken', clientId: webApp(victim), redirectUris: [redirectUri] };
  const answer = await admin(attacker.deskKey, 'tenants/entra-id/registrations', registration);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(`end in ${attacker.id}`);
});

test('a device’s code is accepted in its own tenant only', async () => {
  const started = await fetch(`${entra(victim)}/oauth2/v2.0/devicecode`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: webApp(victim), scope: 'openid' }),
  });
  const { user_code: userCode }: { user_code: string } = await started.json();
  const browser = await ownBrowser(tenant, attacker);
  const page = await browser.open(`${entra(attacker)}/oauth2/v2.0/deviceauth`);
  const [button] = page.forms[0]?.buttons ?? [];
  const answer = await browser.press(page, button?.label ?? '', { user_code: userCode });
  expect(answer.text).not.toContain('Pick an account');
  expect(answer.text).not.toContain(webApp(victim));
});

test('the keys of one visitor open nothing of another’s', async () => {
  const mixed = `${victim.id}.${attacker.deskKey.split('.')[1]}`;
  expect((await admin(mixed, 'tenants')).status).toBe(403);
  const browser = anyBrowser();
  const desk = await browser.post(
    `${tenant.origin}/desk/open`,
    { key: mixed },
    `${siteOrigin}/practice-tenants/`,
  );
  expect(desk.status).toBe(404);
  const admitted = await ownBrowser(tenant, attacker);
  const cookie = admitted.cookie(tenant.origin, '__Host-practice.visitor') ?? '';
  const changed = cookie.replace(attacker.id, victim.id);
  browser.setCookie(tenant.origin, `__Host-practice.visitor=${changed}; Path=/; Secure`);
  const closed = await browser.open(`${tenant.origin}/desk`);
  expect(closed.url).toContain(`${siteOrigin}/practice-tenants/enter`);
  expect(await tenant.sets.find(`${victim.id}.${attacker.cookie.split('.')[1]}`)).toBeUndefined();
  expect(await tenant.sets.find(attacker.deskKey)).toBeUndefined();
  await tenant.sets.end(mixed);
  expect(await tenant.sets.find(victim.cookie)).toBeDefined();
});

test('what one visitor rotates, breaks, moves, and resets stays as it was for the other', async () => {
  const keysOf = async (set: OwnTenantSet) =>
    (await fetch(`${entra(set)}/discovery/v2.0/keys`)).text();
  const before = await keysOf(victim);
  const change = (method: string, path: string, body: unknown = {}) =>
    fetch(`${tenant.origin}/admin/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${attacker.deskKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await change('POST', 'tenants/entra-id/keys/rotate')).status).toBeLessThan(300);
  expect((await change('PUT', 'clock', { advanceSeconds: 864_000 })).status).toBeLessThan(300);
  const fault = `tenants/entra-id/faults/${webApp(attacker)}/token-endpoint-down`;
  expect((await change('PUT', fault)).status).toBeLessThan(300);
  expect(await keysOf(attacker)).not.toBe(before);
  expect(await keysOf(victim)).toBe(before);
  const { redeem } = await attempt(appOf(victim), { browser: await ownBrowser(tenant, victim) });
  const { idTokenClaims } = await redeem();
  const { iat = 0 }: { iat?: number } = { ...idTokenClaims };
  expect(Math.abs(iat - Date.now() / 1000)).toBeLessThan(600);
});

test('strangers push no sign-in out of a visitor’s log', async () => {
  await attempt(appOf(victim), { browser: await ownBrowser(tenant, victim) });
  const entries = async () => {
    const log = await admin(victim.deskKey, 'tenants/entra-id/log?count=500');
    const body: unknown = await log.json();
    return JSON.stringify(body);
  };
  expect(await entries()).toContain('"outcome":"success"');
  const wrong = {
    grant_type: 'client_credentials',
    client_id: webApp(victim),
    scope: 'x/.default',
  };
  for (let sent = 0; sent < 220; sent += 1) {
    await tokenRequest(entra(victim), { ...wrong, client_secret: 'wrong' });
  }
  expect(await entries()).toContain('"outcome":"success"');
});
