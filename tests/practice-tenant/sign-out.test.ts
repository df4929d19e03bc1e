import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { appBrowser, attempt, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant, siteOrigin } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(() => {
  vi.useRealTimers();
});

const goodbye = 'http://localhost:3000/goodbye';

/** A signed-in user, and the sign-out address with the parameters. */
async function signedIn(type: (typeof tenantTypes)[number] = 'entra-id') {
  const { url, browser, redeem } = await attempt(msalApp(tenant, type), { scopes: ['openid'] });
  const { idToken } = await redeem();
  const signOut = (parameters: Record<string, string>) => {
    const address = new URL(url);
    address.pathname = address.pathname.replace('/authorize', '/logout');
    address.search = new URLSearchParams(parameters).toString();
    return browser.open(address);
  };
  const picker = async () =>
    (await attempt(msalApp(tenant, type), { scopes: ['openid'], browser, press: [] })).page.text;
  return { browser, idToken, signOut, picker };
}

describe.each(tenantTypes)('in %s', (type) => {
  test('sign-out without a hint goes to a registered address with the state', async () => {
    const { signOut, picker } = await signedIn(type);
    const page = await signOut({ post_logout_redirect_uri: goodbye, state: 'a b' });
    expect(page.url).toBe(`${goodbye}?state=a+b`);
    expect(await picker()).toContain('Pick an account');
  });

  test('sign-out with a hint, even an expired one, goes to an address of its app', async () => {
    const { signOut, idToken, picker } = await signedIn(type);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7_200_000 });
    const hinted = { id_token_hint: idToken, client_id: clientIds.webApp };
    const page = await signOut({ ...hinted, post_logout_redirect_uri: goodbye });
    expect(page.url).toBe(goodbye);
    expect(await picker()).toContain('Pick an account');
  });

  test('a hint about another user leaves the session of the user who is signed in', async () => {
    const { signOut, picker, browser, idToken } = await signedIn(type);
    const press = ['Sam Okafor'];
    const prompt = 'select_account';
    await attempt(msalApp(tenant, type), { scopes: ['openid'], browser, prompt, press });
    const page = await signOut({ id_token_hint: idToken, post_logout_redirect_uri: goodbye });
    expect(page.url).toBe(goodbye);
    expect(await picker()).not.toContain('Pick an account');
    await signOut({ post_logout_redirect_uri: goodbye });
    expect(await picker()).toContain('Pick an account');
  });
});

describe.each(tenantTypes.filter((type) => type !== 'b2c'))('in %s', (type) => {
  test('sign-out with a hint goes to an address of the app in the hint only', async () => {
    const { signOut, idToken } = await signedIn(type);
    const page = await signOut({
      id_token_hint: idToken,
      post_logout_redirect_uri: `${siteOrigin}/auth/signed-out/${type}`,
    });
    expect(page.text).toContain('You are signed out');
    expect(page.text).toContain(clientIds.webApp);
  });

  test('a hint that was issued to another app than client_id names leads nowhere', async () => {
    const { signOut, idToken } = await signedIn(type);
    const page = await signOut({
      id_token_hint: idToken,
      client_id: clientIds.liveDemo,
      post_logout_redirect_uri: `${siteOrigin}/auth/signed-out/${type}`,
    });
    expect(page.text).toContain('issued to another app');
  });
});

test('an address that nobody registered is not followed, and the session still ends', async () => {
  const { signOut, picker } = await signedIn();
  const page = await signOut({ post_logout_redirect_uri: 'https://evil.example/' });
  expect(page.status).toBe(200);
  expect(page.text).toContain('is not a registered redirect URI');
  expect(await picker()).toContain('Pick an account');
});

test('a longer address than the registered one is not followed', async () => {
  const { signOut } = await signedIn();
  const page = await signOut({ post_logout_redirect_uri: `${goodbye}/more` });
  expect(page.text).toContain('is not a registered redirect URI');
});

test('a hint that is not a token of this tenant leads nowhere', async () => {
  const { signOut, idToken } = await signedIn();
  const forged = `${idToken.slice(0, -8)}AAAAAAAA`;
  const page = await signOut({ id_token_hint: forged, post_logout_redirect_uri: goodbye });
  expect(page.text).toContain('not an ID token of this tenant');
});

test('a hint of another issuer leads nowhere, whoever signed it', async () => {
  await tenant.faults('entra-id').set(clientIds.webApp, 'wrong-issuer', true);
  const { signOut, idToken } = await signedIn();
  await tenant.faults('entra-id').set(clientIds.webApp, 'wrong-issuer', false);
  const page = await signOut({ id_token_hint: idToken, post_logout_redirect_uri: goodbye });
  expect(page.text).toContain('not an ID token of this tenant');
});

test('apps that asked for it are told in a frame, with issuer and session', async () => {
  const directory = tenant.directory('external-id');
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('The web app is not registered.');
  const frontChannelLogoutUri = 'http://localhost:3000/auth/front-channel-logout';
  await directory.saveRegistration({ ...app, frontChannelLogoutUri });
  const { signOut, idToken } = await signedIn('external-id');
  const claims = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());
  const page = await signOut({ post_logout_redirect_uri: goodbye });
  const frame = /<iframe src="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&#38;', '&') ?? '';
  expect(new URL(frame).searchParams.get('sid')).toBe(claims.sid);
  expect(new URL(frame).searchParams.get('iss')).toBe(claims.iss);
  expect(page.headers.get('content-security-policy')).toContain('frame-src http://localhost:3000');
  expect(page.text).toContain(`url=${goodbye}`);
});

test('signing out when nobody is signed in isn’t an error', async () => {
  const address = `${tenant.frontOrigin}/contoso.onmicrosoft.com/oauth2/v2.0/logout`;
  const page = await appBrowser().open(`${address}?post_logout_redirect_uri=${goodbye}`);
  expect(page.url).toBe(goodbye);
});

test('B2C returns to any address, with a hint or without', async () => {
  const address = `${tenant.frontOrigin}/fabrikam.onmicrosoft.com/B2C_1_signupsignin/oauth2/v2.0/logout`;
  const elsewhere = 'https://elsewhere.example/bye';
  const browser = new HttpBrowser({ stopAt: elsewhere });
  const without = new URLSearchParams({ post_logout_redirect_uri: elsewhere, state: 's' });
  expect((await browser.open(`${address}?${without}`)).url).toBe(`${elsewhere}?state=s`);

  const { redeem } = await attempt(msalApp(tenant, 'b2c'));
  const { idToken } = await redeem();
  const withHint = new URLSearchParams({
    post_logout_redirect_uri: elsewhere,
    id_token_hint: idToken,
  });
  expect((await browser.open(`${address}?${withHint}`)).url).toBe(elsewhere);

  const inEntra = `${tenant.frontOrigin}/contoso.onmicrosoft.com/oauth2/v2.0/logout`;
  expect((await browser.open(`${inEntra}?${without}`)).url).not.toContain('elsewhere.example/bye?');
});

describe('where B2C requires an ID token in logout requests', () => {
  beforeAll(async () => {
    await tenant.settings('b2c').set('id-token-at-sign-out', true);
    return () => tenant.settings('b2c').set('id-token-at-sign-out', false);
  });
  const refused = [
    ['no hint', {}, 'AADB2C90272'],
    ['an empty hint', { id_token_hint: '' }, 'AADB2C90272'],
    ['no ID token', { id_token_hint: 'no.id.token' }, 'AADB2C90210'],
  ] as const;

  test.each(refused)('%s is refused on a page, and the session goes on', async (_, sent, code) => {
    const { signOut, picker } = await signedIn('b2c');
    const page = await signOut({ ...sent, post_logout_redirect_uri: goodbye, state: 's' });
    expect(page.status).toBe(400);
    expect(page.text).toContain(`${code}: `);
    expect(page.url).not.toContain('/goodbye');
    expect(await picker()).not.toContain('Pick an account');
  });

  test('the hint of another app is AADB2C90210, with both apps on the page', async () => {
    const { signOut, idToken } = await signedIn('b2c');
    const page = await signOut({
      id_token_hint: idToken,
      client_id: clientIds.liveDemo,
      post_logout_redirect_uri: goodbye,
    });
    expect(page.status).toBe(400);
    expect(page.text).toContain('AADB2C90210: ');
    expect(page.text).toContain(clientIds.webApp);
    expect(page.text).toContain(clientIds.liveDemo);
  });

  test('an ID token of another tenant is AADB2C90210', async () => {
    const { idToken } = await signedIn('external-id');
    const { signOut } = await signedIn('b2c');
    const page = await signOut({ id_token_hint: idToken, post_logout_redirect_uri: goodbye });
    expect(page.text).toContain('AADB2C90210: ');
  });

  test('a hint leads only to an address that its app has registered', async () => {
    const { signOut, idToken } = await signedIn('b2c');
    const elsewhere = 'https://elsewhere.example/bye';
    const page = await signOut({ id_token_hint: idToken, post_logout_redirect_uri: elsewhere });
    expect(page.text).toContain('is not a registered redirect URI');
  });

  test('an expired hint, and one from the other form of issuer, sign out', async () => {
    await tenant.settings('b2c').set('policy-in-issuer', true);
    const { signOut, idToken, picker } = await signedIn('b2c');
    expect(decodeJwt(idToken).iss).toContain('/tfp/');
    await tenant.settings('b2c').set('policy-in-issuer', false);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7_200_000 });
    const page = await signOut({ id_token_hint: idToken, post_logout_redirect_uri: goodbye });
    expect(page.url).toBe(goodbye);
    expect(await picker()).toContain('Pick an account');
  });

  test('the sentence that all users share as sub names no other user', async () => {
    const settings = tenant.settings('b2c');
    await settings.set('sub-not-supported', true);
    await settings.set('no-object-id', true);
    const { signOut, idToken, picker } = await signedIn('b2c');
    for (const name of ['sub-not-supported', 'no-object-id']) await settings.set(name, false);
    await signOut({ id_token_hint: idToken, post_logout_redirect_uri: goodbye });
    expect(await picker()).toContain('Pick an account');
  });
});
