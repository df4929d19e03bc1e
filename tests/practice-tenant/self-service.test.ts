import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpBrowser, Page } from '../http-browser.ts';
import { appBrowser, attempt, authorityFor, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

/** The code that the page shows instead of sending an email. */
const codeOn = (page: Page): string => /code for [^<]*<strong>(\d{6})/.exec(page.text)?.[1] ?? '';

async function signUp(browser: HttpBrowser, page: Page, email: string): Promise<Page> {
  const form = await browser.press(page, 'Create one');
  const verify = await browser.press(form, 'Send verification code', { 'Email address': email });
  return browser.press(verify, 'Create', {
    'Verification code': codeOn(verify),
    'Display name': 'Nia Newcomer',
    Password: 'a-long-enough-one',
  });
}

describe.each(['external-id', 'external-id-custom-domain', 'b2c'] as const)('in %s', (type) => {
  test('a user signs up, and then signs in with the password', async () => {
    const email = `nia@${type}.example`;
    const app = msalApp(tenant, type);
    const first = await attempt(app, { scopes: ['openid'], press: [] });
    const done = await signUp(first.browser, first.page, email);
    expect(done.url).toContain('code=');

    const again = await attempt(app, {
      scopes: ['openid'],
      press: [
        'Use another account',
        ['Sign in', { Username: email, Password: 'a-long-enough-one' }],
      ],
    });
    expect((await again.redeem()).idTokenClaims).toMatchObject({ name: 'Nia Newcomer' });
  });

  test('an address is taken once', async () => {
    const { browser, page } = await attempt(msalApp(tenant, type), { press: ['Create one'] });
    const email = (await tenant.directory(type).users())[0]?.email ?? '';
    const refused = await browser.press(page, 'Send verification code', { 'Email address': email });
    expect(refused.text).toContain('exists already');
  });

  test('a wrong code creates nobody', async () => {
    const email = `wrong@${type}.example`;
    const { browser, page } = await attempt(msalApp(tenant, type), { press: ['Create one'] });
    const verify = await browser.press(page, 'Send verification code', { 'Email address': email });
    const wrong = codeOn(verify) === '000000' ? '000001' : '000000';
    const refused = await browser.press(verify, 'Create', {
      'Verification code': wrong,
      'Display name': 'Nobody',
      Password: 'a-long-enough-one',
    });
    expect(refused.text).toContain('That code isn’t right. Check it and try again.');
    expect(await tenant.directory(type).userNamed(email)).toBeUndefined();
  });
});

test('a workforce tenant has no sign-up', async () => {
  const { page } = await attempt(msalApp(tenant, 'entra-id'), { press: [] });
  expect(page.text).toContain('Pick an account');
  expect(page.text).not.toContain('Create one');
});

test('the ID token of a B2C sign-up says newUser', async () => {
  const app = msalApp(tenant, 'b2c');
  const started = await attempt(app, { scopes: ['openid'], press: [] });
  const done = await signUp(started.browser, started.page, 'brand-new@example.com');
  const code = new URL(done.url).searchParams.get('code') ?? '';
  Object.assign(started.answer, { code });
  expect((await started.redeem()).idTokenClaims).toMatchObject({ newUser: true });
});

describe('B2C user flows', () => {
  const scopes = ['openid'];
  const flow = (name: string) => authorityFor(tenant, 'b2c', name);

  test('the same app edits the profile with the authority of another user flow', async () => {
    const app = msalApp(tenant, 'b2c');
    const browser = appBrowser();
    await (await attempt(app, { scopes, browser, press: ['Sam Okafor'] })).redeem();
    const edit = await attempt(app, {
      scopes,
      browser,
      authority: flow('B2C_1_editprofile'),
      press: [['Continue', { 'Display name': 'Samuel Okafor' }]],
    });
    expect((await edit.redeem()).idTokenClaims).toMatchObject({
      tfp: 'B2C_1_editprofile',
      name: 'Samuel Okafor',
    });
  });

  test('canceling the profile returns AADB2C90091 to the app', async () => {
    const app = msalApp(tenant, 'b2c');
    const authority = flow('B2C_1_editprofile');
    const { answer } = await attempt(app, { scopes, authority, press: ['Alex Rivera', 'Cancel'] });
    expect(answer['error']).toBe('access_denied');
    expect(answer['error_description']).toMatch(/^AADB2C90091: /);
  });

  const reset = async (browser: HttpBrowser, page: Page, email: string) => {
    const verify = await browser.press(page, 'Send verification code', { 'Email address': email });
    return browser.press(verify, 'Continue', {
      'Verification code': codeOn(verify),
      'New password': 'quite-another-one',
    });
  };

  test('a forgotten password is reset inside the sign-in flow, and signs in', async () => {
    const email = 'mira@fabrikam.onmicrosoft.com';
    const app = msalApp(tenant, 'b2c');
    const { browser, page } = await attempt(app, { scopes, press: ['Forgot your password?'] });
    expect((await reset(browser, page, email)).url).toContain('code=');
    const press = (password: string) =>
      ['Use another account', ['Sign in', { Username: email, Password: password }]] as const;
    const old = await attempt(app, { scopes, press: press('practice') });
    expect(old.page.text).toContain('username or password is incorrect');
    const fresh = await attempt(app, { scopes, press: press('quite-another-one') });
    expect(fresh.answer).toHaveProperty('code');
  });

  test('the user flow of the older kind answers AADB2C90118 instead', async () => {
    const { answer } = await attempt(msalApp(tenant, 'b2c'), {
      scopes,
      authority: flow('B2C_1_signupsignin_v1'),
      press: ['Forgot your password?'],
    });
    expect(answer['error']).toBe('access_denied');
    expect(answer['error_description']).toMatch(/^AADB2C90118: /);
  });

  test('the reset flow shows its page even to a user who is signed in', async () => {
    const app = msalApp(tenant, 'b2c');
    const browser = appBrowser();
    await attempt(app, { scopes, browser });
    const authority = flow('B2C_1_resetpassword');
    const { page, redeem, answer } = await attempt(app, { scopes, browser, authority, press: [] });
    expect(page.text).toContain('Reset your password');
    const done = await reset(browser, page, 'sam@fabrikam.onmicrosoft.com');
    Object.assign(answer, { code: new URL(done.url).searchParams.get('code') });
    const { idTokenClaims } = await redeem();
    expect(idTokenClaims).toMatchObject({ tfp: 'B2C_1_resetpassword' });
  });
});
