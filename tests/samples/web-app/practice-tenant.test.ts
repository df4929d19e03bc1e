import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpBrowser } from '../../http-browser.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceVariables, type RunningWebApp, runningWebApp } from './running-web-app.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant?.remove());

const variables = (tenantType: string, more: NodeJS.Dict<string> = {}) => {
  const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
  return { ...practiceVariables(tenantType, { front, back, custom }), ...more };
};

const pagesOf = (tenantType: string) =>
  tenantType === 'external-id-custom-domain' ? tenant.customDomainFrontOrigin : tenant.frontOrigin;

const tenantTypes = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'];

describe.each(tenantTypes)('the web app with the practice tenant of type %s', (tenantType) => {
  let app: RunningWebApp;
  beforeAll(async () => {
    app = await runningWebApp(variables(tenantType));
  });
  afterAll(async () => {
    expect(await app?.stop()).toBe(0);
  });

  test('signs in, shows the profile, calls the API and signs out', async () => {
    const browser = new HttpBrowser();
    const home = await browser.open(app.origin);
    expect(home.text).toContain('You are not signed in');
    const picker = await browser.press(home, 'Sign in');
    expect(picker.url).toMatch(pagesOf(tenantType));
    const signedIn = await browser.press(picker, 'Alex Rivera');
    expect(signedIn.url).toBe(`${app.origin}/`);
    expect(signedIn.text).toContain('Alex Rivera');
    const profile = await browser.open(`${app.origin}/profile`);
    expect(profile.text).toContain('alex@');
    const api = await browser.open(`${app.origin}/call-api`);
    expect(api.text).toContain('It returned status 200');
    const goodbye = await browser.press(api, 'Sign out');
    expect(goodbye.text).toContain('You are signed out');
    expect((await browser.open(`${app.origin}/profile`)).status).toBe(401);
    const again = await browser.press(await browser.open(app.origin), 'Sign in');
    expect(again.url).toMatch(pagesOf(tenantType));
  });

  test('a protected page asked for first is where the visitor comes back to', async () => {
    const browser = new HttpBrowser();
    const asked = await browser.open(`${app.origin}/call-api`);
    expect(asked.status).toBe(401);
    const picker = await browser.press(asked, 'Sign in');
    const back = await browser.press(picker, 'Sam Okafor');
    expect(back.url).toBe(`${app.origin}/call-api`);
    expect(back.text).toContain('It returned status 200');
  });

  test('canceling leads to a page that explains it', async () => {
    const browser = new HttpBrowser();
    const picker = await browser.press(await browser.open(app.origin), 'Sign in');
    const page = await browser.press(picker, 'Cancel');
    expect(page.text).toContain('You canceled the sign-in');
    expect((await browser.open(`${app.origin}/profile`)).status).toBe(401);
  });
});

const tasks = 'api://33333333-3333-4333-8333-333333333333/Tasks.Read';
const b2cApi = 'https://fabrikam.onmicrosoft.com';

test.each([
  ['entra-id', `User.Read ${tasks}`, ['Alex Rivera', 'Accept'], 'AADSTS28000'],
  ['external-id', `User.Read ${tasks}`, ['Alex Rivera', 'Accept'], 'AADSTS28000'],
  ['b2c', `${b2cApi}/tasks-api/Tasks.Read ${b2cApi}/other/Read`, [], 'AADB2C90146'],
])('scopes of two APIs in SCOPE are refused by %s', async (tenantType, scope, press, code) => {
  const app = await runningWebApp(variables(tenantType, { SCOPE: scope }));
  const browser = new HttpBrowser();
  let page = await browser.press(await browser.open(`${app.origin}/call-api`), 'Sign in');
  for (const button of press) page = await browser.press(page, button);
  expect(page.text).toContain(code);
  await app.stop();
});

describe('user flows of B2C', () => {
  let app: RunningWebApp;
  beforeAll(async () => {
    app = await runningWebApp(variables('b2c'));
  });
  afterAll(() => app?.stop());

  const signedIn = async (browser: HttpBrowser, user: string) => {
    const picker = await browser.press(await browser.open(app.origin), 'Sign in');
    return browser.press(picker, user);
  };

  test('editing the profile changes the name, and calling the API goes on working', async () => {
    const browser = new HttpBrowser();
    await signedIn(browser, 'Mira Lindqvist');
    const form = await browser.press(await browser.open(`${app.origin}/profile`), 'Edit profile');
    const profile = await browser.press(form, 'Continue', { 'Display name': 'Mira the Edited' });
    expect(profile.url).toBe(`${app.origin}/profile`);
    expect(profile.text).toContain('Mira the Edited');
    expect((await browser.open(`${app.origin}/call-api`)).text).toContain('It returned status 200');
  });

  test('canceling the edit comes back to the profile, still signed in', async () => {
    const browser = new HttpBrowser();
    await signedIn(browser, 'Sam Okafor');
    const form = await browser.press(await browser.open(`${app.origin}/profile`), 'Edit profile');
    const back = await browser.press(form, 'Cancel');
    expect(back.url).toBe(`${app.origin}/profile`);
    expect(back.status).toBe(200);
  });

  test('a forgotten password of a user flow of the older kind starts the reset flow', async () => {
    const older = { SIGNUPSIGNIN_USER_FLOW: 'B2C_1_signupsignin_v1' };
    const olderApp = await runningWebApp(variables('b2c', older));
    const browser = new HttpBrowser();
    const asked = await browser.open(`${olderApp.origin}/profile`);
    const forgotten = await browser.press(
      await browser.press(asked, 'Sign in'),
      'Forgot your password?',
    );
    expect(forgotten.url.toLowerCase()).toContain('b2c_1_resetpassword');
    expect(forgotten.text).toContain('Reset your password');
    const verify = await browser.press(forgotten, 'Send verification code', {
      'Email address': 'alex@fabrikam.onmicrosoft.com',
    });
    const profile = await browser.press(verify, 'Continue', {
      'Verification code': /code for [^<]*<strong>(\d{6})/.exec(verify.text)?.[1] ?? '',
      'New password': 'quite-another-one',
    });
    expect(profile.url).toBe(`${olderApp.origin}/profile`);
    expect(profile.text).toContain('Alex Rivera');
    await olderApp.stop();
  });
});

test('the app says what to do when the practice tenant does not respond', async () => {
  const broken = variables('entra-id', { PRACTICE_TENANT_FRONT_ORIGIN: 'http://127.0.0.1:1' });
  await expect(runningWebApp(broken)).rejects.toThrow(/practice tenant doesn't respond/);
});
