import { PublicClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import {
  answerOf,
  anyAccountApp,
  anyAccountSecret,
  askForTokens,
  contoso,
  northwind,
  personal,
  robin,
  sharedAddress,
  signInThrough,
  tom,
} from './any-account-app.ts';
import { appBrowser, attempt, redirectUri } from './msal-app.ts';
import { register } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
beforeEach(() => tenant.reset());
afterAll(() => tenant.remove());

const signedIn = async (press: readonly string[], browser?: HttpBrowser) => {
  const page = await signInThrough(sharedAddress(tenant, 'common'), press, browser);
  return answerOf(page)['code'] ?? '';
};
const redeem = (authority: string, code: string) =>
  askForTokens(tenant, authority, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
  });
const renew = (authority: string, token: unknown) =>
  askForTokens(tenant, authority, { grant_type: 'refresh_token', refresh_token: String(token) });
const tidIn = (answer: Record<string, unknown>) =>
  decodeJwt(String(answer['id_token'] ?? answer['access_token']))['tid'];

describe('a code', () => {
  test.each(['common', 'organizations', northwind])(
    'of Northwind Traders is redeemed at /%s',
    async (authority) => {
      const answer = await redeem(authority, await signedIn(tom));
      expect(tidIn(answer)).toBe(northwind);
    },
  );

  test('is refused at another organization’s endpoint, and still works at its own', async () => {
    const code = await signedIn(tom);
    expect(await redeem(contoso, code)).toMatchObject({
      error: 'invalid_grant',
      error_codes: [700005],
    });
    expect(tidIn(await redeem('common', code))).toBe(northwind);
  });

  test('of a personal account is redeemed at /consumers, and not at /organizations', async () => {
    const code = await signedIn(robin);
    expect(await redeem('organizations', code)).toMatchObject({ error_codes: [700005] });
    expect(tidIn(await redeem('consumers', code))).toBe(personal);
  });

  test('that nobody gave is refused as it is at a tenant’s endpoint', async () => {
    const refused = await redeem('common', 'no-such-code');
    expect(refused).toMatchObject({ error: 'invalid_grant' });
    expect(refused['error_codes']).toEqual((await redeem(contoso, 'no-such-code'))['error_codes']);
  });
});

describe('a refresh token', () => {
  test('from /common works there, at /organizations, and at the user’s own tenant', async () => {
    let last = await redeem('common', await signedIn(tom));
    for (const authority of [northwind, 'organizations', 'common']) {
      last = await renew(authority, last['refresh_token']);
      expect(tidIn(last)).toBe(northwind);
    }
  });

  test('is refused where its user has no account, which names them', async () => {
    const { refresh_token } = await redeem('common', await signedIn(tom));
    const refused = await renew(contoso, refresh_token);
    expect(refused).toMatchObject({ error: 'invalid_grant', error_codes: [50020] });
    expect(refused['error_description']).toContain('tom@northwindtraders.onmicrosoft.com');
    expect(refused['error_description']).toContain(`https://sts.windows.net/${northwind}/`);
  });

  test('of an MSAL account is used at /common and at the tenant of the account', async () => {
    const app = anyAccountApp(tenant, 'common');
    const { account } = await (await attempt(app, { press: tom })).redeem();
    if (account === null) throw new Error('MSAL has no account.');
    for (const authority of [undefined, `${tenant.origin}/${northwind}`]) {
      const request = { account, scopes: ['User.Read'], forceRefresh: true };
      const renewed = await app.acquireTokenSilent({ ...request, ...(authority && { authority }) });
      expect(renewed.fromCache).toBe(false);
      expect(renewed.tenantId).toBe(northwind);
      const me = await fetch(`${tenant.origin}/graph/v1.0/me`, {
        headers: { authorization: `Bearer ${renewed.accessToken}` },
      });
      expect(await me.json()).toMatchObject({ displayName: 'Tom Berger' });
    }
  });

  test('outlives a change of the organizations’ keys', async () => {
    const before = await redeem('common', await signedIn(tom));
    await tenant.keys('entra-id').rotate();
    const after = await renew('common', before['refresh_token']);
    const kid = (answer: Record<string, unknown>) =>
      JSON.parse(
        Buffer.from(String(answer['id_token']).split('.')[0] ?? '', 'base64url').toString(),
      );
    expect(kid(after)['kid']).not.toBe(kid(before)['kid']);
    const { keys } = await (await fetch(`${tenant.origin}/common/discovery/v2.0/keys`)).json();
    const published = keys.map((key: { kid: string }) => key.kid);
    expect(published).toEqual(expect.arrayContaining([kid(before)['kid'], kid(after)['kid']]));
  });
});

describe('without pages', () => {
  test('a password is for a user of any organization, and never for a personal account', async () => {
    await signedIn(tom);
    const grant = { grant_type: 'password', password: 'practice', scope: 'openid User.Read' };
    const ask = (authority: string, username: string) =>
      askForTokens(tenant, authority, { ...grant, username });
    expect(tidIn(await ask('organizations', 'tom@northwindtraders.onmicrosoft.com'))).toBe(
      northwind,
    );
    expect(await ask('common', 'tom@northwindtraders.onmicrosoft.com')).toMatchObject({
      error_codes: [9001023],
    });
    expect(await ask('organizations', 'robin.hale@personal.example')).toMatchObject({
      error_codes: [50034],
    });
  });

  test('an app that calls as itself has to name the tenant', async () => {
    const grant = {
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
    };
    for (const name of ['common', 'organizations', 'consumers']) {
      expect(await askForTokens(tenant, name, grant)).toMatchObject({
        error: 'invalid_request',
        error_codes: [50059],
      });
    }
  });

  test('an API asks for its caller at the tenant of the caller’s token', async () => {
    await register(tenant, 'entra-id', clientIds.anyAccount, {
      exposedApi: { identifierUri: `api://${clientIds.anyAccount}`, scopes: ['Use'] },
      accessTokenVersion: 2,
    });
    // The first consent makes the service principal, of the app and its API.
    const browser = appBrowser();
    await signInThrough(sharedAddress(tenant, 'common'), tom, browser);
    const scope = `api://${clientIds.anyAccount}/Use openid offline_access User.Read`;
    const page = await signInThrough(
      sharedAddress(tenant, 'common', { scope }),
      ['Accept'],
      browser,
    );
    const { access_token: assertion } = await askForTokens(tenant, 'common', {
      grant_type: 'authorization_code',
      code: answerOf(page)['code'] ?? '',
      redirect_uri: redirectUri,
      scope: `api://${clientIds.anyAccount}/Use`,
    });
    const answer = await askForTokens(tenant, 'common', {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: String(assertion),
      requested_token_use: 'on_behalf_of',
      scope: 'User.Read',
    });
    expect(answer).toHaveProperty('access_token');
    expect(tidIn(answer)).toBe(northwind);
  });

  test('a device code of an organization’s own endpoint leads to it at /organizations', async () => {
    const scope = 'openid User.Read';
    const body = new URLSearchParams({ client_id: clientIds.anyAccount, scope });
    const address = `${tenant.origin}/${northwind}/oauth2/v2.0/devicecode`;
    const { device_code, user_code, verification_uri } = Object(
      await (await fetch(address, { method: 'POST', body })).json(),
    );
    const browser = new HttpBrowser();
    let page = await browser.press(await browser.open(verification_uri), 'Next', {
      Code: user_code,
    });
    for (const button of ['Continue', 'Tom Berger', 'Accept'])
      page = await browser.press(page, button);
    const answer = await askForTokens(tenant, 'organizations', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code,
    });
    expect(tidIn(answer)).toBe(northwind);
  });

  test.each([
    ['organizations', 'Sam Okafor', contoso],
    ['consumers', 'Kim Duarte', personal],
  ])('MSAL gets a device code at /%s, and polls there', async (name, user, id) => {
    const authority = `${tenant.origin}/${name}`;
    const app = new PublicClientApplication({
      auth: {
        clientId: clientIds.anyAccount,
        authority,
        knownAuthorities: [new URL(authority).host],
      },
    });
    const result = await app.acquireTokenByDeviceCode({
      scopes: ['User.Read'],
      deviceCodeCallback: async ({ verificationUri, userCode }) => {
        expect(verificationUri).toBe(`${tenant.frontOrigin}/${id}/oauth2/v2.0/deviceauth`);
        const browser = new HttpBrowser();
        let page = await browser.press(await browser.open(verificationUri), 'Next', {
          Code: userCode,
        });
        for (const button of ['Continue', user, 'Accept']) page = await browser.press(page, button);
        expect(page.text).toContain('You are signed in');
      },
    });
    expect(result?.tenantId).toBe(id);
  });
});

test('a body that asks for nothing known is refused as at a tenant’s endpoint', async () => {
  const { error_codes: codes } = await askForTokens(tenant, 'common', { grant_type: 'nothing' });
  expect(codes).toEqual([70003]);
  const address = `${tenant.origin}/common/oauth2/v2.0/token`;
  const got = await fetch(address, { headers: { accept: 'application/json' } });
  expect(await got.json()).toMatchObject({ error_codes: [900561] });
  const body = new URLSearchParams({ client_id: 'nobody', client_secret: anyAccountSecret });
  const unknown = await fetch(address, { method: 'POST', body });
  expect(await unknown.json()).toHaveProperty('error_codes');
});
