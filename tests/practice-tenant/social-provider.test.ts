import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { type Attempt, appBrowser, attempt, authorityFor, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const scopes = ['openid', 'https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read'];
const away = 'Continue with Practice Social';
const app = () => msalApp(tenant, 'b2c');
const socialIssuer = () => `${tenant.origin}/social`;
const peopleOf = async () =>
  (await tenant.directory('b2c').users()).filter(({ identity }) => identity !== undefined);

/** A first sign-in as one of the social provider's users, through the page that asks for attributes. */
const firstSignIn = (person: string, name: string): Promise<Attempt> =>
  attempt(app(), {
    scopes,
    press: [away, person, ['Continue', { 'Display name': name, 'City (optional)': 'Linz' }]],
  });

describe('a user who comes from the social provider', () => {
  test('fills in the attributes once, and the tokens name the social provider', async () => {
    const { redeem } = await firstSignIn('Robin Vale', 'Robin V.');
    const first = await redeem();
    const issuer = socialIssuer();
    expect(first.idTokenClaims).toMatchObject({
      idp: issuer,
      name: 'Robin V.',
      emails: ['robin@practice-social.example'],
      city: 'Linz',
      newUser: true,
    });
    expect(decodeJwt(first.accessToken)).toMatchObject({ idp: issuer });

    const again = await attempt(app(), { scopes, press: [away, 'Robin Vale'] });
    const second = await again.redeem();
    expect(second.uniqueId).toBe(first.uniqueId);
    expect(second.idTokenClaims).toMatchObject({ idp: issuer, city: 'Linz' });
    expect(await peopleOf()).toHaveLength(1);
  });

  test('is found again after a restart, with the session and without', async () => {
    const { browser, redeem } = await firstSignIn('Kit Moreau', 'Kit');
    const { uniqueId } = await redeem();
    const amount = (await peopleOf()).length;
    await tenant.restart();
    const silently = await attempt(app(), { scopes, browser, press: [] });
    expect((await silently.redeem()).uniqueId).toBe(uniqueId);
    const afresh = await attempt(app(), { scopes, press: [away, 'Kit Moreau'] });
    expect((await afresh.redeem()).uniqueId).toBe(uniqueId);
    expect(await peopleOf()).toHaveLength(amount);
  });

  test('is the same account when two windows finish the first sign-in', async () => {
    await reset();
    const windows = [appBrowser(), appBrowser()];
    const pages = await Promise.all(
      windows.map((browser) => attempt(app(), { scopes, browser, press: [away, 'Robin Vale'] })),
    );
    for (const { browser, page } of pages) await browser.press(page, 'Continue');
    expect(await peopleOf()).toHaveLength(1);
  });

  test('has no password here, and no place in the list of accounts', async () => {
    await reset();
    await firstSignIn('Robin Vale', 'Robin');
    const { page, browser } = await attempt(app(), { scopes, press: [] });
    expect(page.text).not.toContain('Robin');
    const form = await browser.press(page, 'Use another account');
    const [person] = await peopleOf();
    for (const Username of [person?.username ?? '', 'robin@practice-social.example']) {
      const refused = await browser.press(form, 'Sign in', { Username, Password: 'practice' });
      expect(refused.text).toContain('role="alert"');
    }
  });
});

async function reset(): Promise<void> {
  const browser = new HttpBrowser();
  await browser.press(await browser.open(`${tenant.frontOrigin}/desk/b2c`), 'Reset Fabrikam');
}

describe('between tenant and provider', () => {
  test('runs a code flow with state, nonce and PKCE of its own', async () => {
    const { page } = await attempt(app(), { scopes, press: [away] });
    const sent = page.visited.find((address) => address.includes('/social/authorize?'));
    const query = Object.fromEntries(new URL(sent ?? '').searchParams);
    expect(query).toMatchObject({
      response_type: 'code',
      redirect_uri: `${tenant.frontOrigin}/fabrikam.onmicrosoft.com/oauth2/authresp`,
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^.{43}$/),
      nonce: expect.stringMatching(/^.{43}$/),
      code_challenge: expect.stringMatching(/^.{43}$/),
    });
  });

  test('the metadata is complete, and the social provider refuses a client without PKCE', async () => {
    const address = `${socialIssuer()}/.well-known/openid-configuration`;
    const metadata: unknown = await (await fetch(address)).json();
    expect(metadata).toMatchObject({
      issuer: socialIssuer(),
      authorization_endpoint: `${tenant.frontOrigin}/social/authorize`,
    });
    expect(metadata).not.toHaveProperty('end_session_endpoint');
    const query = new URLSearchParams({
      client_id: 'fabrikam-b2c',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: `${tenant.frontOrigin}/fabrikam.onmicrosoft.com/oauth2/authresp`,
    });
    const page = await new HttpBrowser().open(`${tenant.frontOrigin}/social/authorize?${query}`);
    expect(page.visited.join()).toContain('error=invalid_request');
  });

  test("an answer that was made for another person's sign-in is worth nothing", async () => {
    const browser = new HttpBrowser({
      stopAt: `${tenant.frontOrigin}/fabrikam.onmicrosoft.com/oauth2/authresp`,
    });
    const theirs = await attempt(app(), { scopes, browser, press: [away, 'Robin Vale'] });
    expect(theirs.page.url).toContain('code=');
    const { browser: mine, page: own } = await attempt(app(), { scopes, press: [] });
    const page = await mine.open(theirs.page.url);
    expect(page.status).toBe(400);
    expect(page.text).toContain('has expired');
    const state = new URL(theirs.page.url).searchParams.get('state');
    const taken = await mine.open(`${own.url}?view=social&attempt=${state}`);
    expect(taken.text).toContain('Pick an account');
  });

  test('an answer with a state that nobody sent is an expired sign-in', async () => {
    const address = `${tenant.frontOrigin}/fabrikam.onmicrosoft.com/oauth2/authresp`;
    const page = await new HttpBrowser().open(`${address}?code=x&state=y`);
    expect(page.status).toBe(400);
  });
});

describe('what goes wrong reaches the app', () => {
  test('canceling at the social provider is AADB2C90273', async () => {
    const { answer, state } = await attempt(app(), { scopes, press: [away, 'Cancel'] });
    expect(answer).toMatchObject({ error: 'access_denied', state });
    expect(answer['error_description']).toMatch(/^AADB2C90273: .*access_denied/);
  });

  test('canceling on the page for the attributes is AADB2C90091, and creates no account', async () => {
    await reset();
    const { answer } = await attempt(app(), { scopes, press: [away, 'Robin Vale', 'Cancel'] });
    expect(answer['error_description']).toMatch(/^AADB2C90091: /);
    expect(await peopleOf()).toEqual([]);
  });

  test('a social provider that cannot be reached is AADB2C90289', async () => {
    await tenant.faults('b2c').set(clientIds.webApp, 'social-provider-down', true);
    const { answer } = await attempt(app(), { scopes, press: [away] });
    await tenant.faults('b2c').set(clientIds.webApp, 'social-provider-down', false);
    expect(answer['error']).toBe('server_error');
    expect(answer['error_description']).toMatch(/^AADB2C90289: /);
  });
});

test('an app that names the social provider in domain_hint skips the tenant’s page', async () => {
  const domainHint = 'practice-social.example';
  const { page } = await attempt(app(), { scopes, domainHint, press: [] });
  expect(page.text).toContain('Sign in with Practice Social');
});

test('after sign-out from B2C the social provider asks who you are', async () => {
  const { browser } = await attempt(app(), { scopes, press: [away, 'Kit Moreau'] });
  await browser.open(
    `${authorityFor(tenant, 'b2c').replace(tenant.origin, tenant.frontOrigin)}/oauth2/v2.0/logout`,
  );
  const { page } = await attempt(app(), { scopes, browser, press: [away] });
  expect(page.text).toContain('Robin Vale');
});

test('only B2C has the social provider', async () => {
  for (const type of ['entra-id', 'external-id', 'external-id-custom-domain'] as const) {
    expect((await attempt(msalApp(tenant, type), { press: [] })).page.text).not.toContain(away);
  }
});
