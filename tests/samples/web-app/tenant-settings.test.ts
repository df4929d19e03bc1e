import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../../src/practice-tenant/directory/model.ts';
import type { Setting } from '../../../src/practice-tenant/directory/tenant-settings.ts';
import { HttpBrowser, type Page } from '../../http-browser.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceVariables, type RunningWebApp, runningWebApp } from './running-web-app.ts';

let tenant: RunningTenant;
let app: RunningWebApp | undefined;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  for (const type of tenantTypes)
    await new HttpBrowser().post(`${tenant.frontOrigin}/desk/${type}/reset`, {});
});
afterAll(() => tenant.remove());

/** The app of a tenant that is set up like this: a running app keeps the metadata that it has read. */
async function started(
  tenantType: (typeof tenantTypes)[number],
  settings: readonly Setting[],
  more: NodeJS.Dict<string> = {},
): Promise<string> {
  for (const name of settings) await tenant.settings(tenantType).set(name, true);
  const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
  app = await runningWebApp({ ...practiceVariables(tenantType, { front, back, custom }), ...more });
  return app.origin;
}

async function signedIn(origin: string, browser: HttpBrowser, user: string): Promise<Page> {
  return browser.press(await browser.press(await browser.open(origin), 'Sign in'), user);
}
/** A row of the profile page. */
const row = ({ text }: Page, name: string) =>
  new RegExp(`<dt>${name}</dt>\\s*<dd>(?:<[^>]+>)*([^<]*)`).exec(text)?.[1] ?? 'no such row';

const custom = {
  SIGNUPSIGNIN_USER_FLOW: 'B2C_1A_signup_signin',
  EDITPROFILE_USER_FLOW: 'B2C_1A_ProfileEdit',
  RESETPASSWORD_USER_FLOW: 'B2C_1A_PasswordReset',
};
const variants: readonly (readonly [string, Setting[], NodeJS.Dict<string>])[] = [
  ['acr instead of tfp', ['policy-in-acr'], {}],
  ['the user flow in the issuer', ['policy-in-issuer'], {}],
  ['acr, and the user flow in the issuer', ['policy-in-acr', 'policy-in-issuer'], {}],
  ['no auth_time', ['no-auth-time'], {}],
  ['the older setting for sub', ['sub-not-supported'], {}],
  ['no object ID', ['no-object-id'], {}],
  ['custom policies', [], custom],
  ['custom policies, and their names in the issuer', ['policy-in-issuer'], custom],
  ['custom policies in lowercase', [], lower(custom)],
  ['an ID token required at sign-out', ['id-token-at-sign-out'], {}],
];

function lower(variables: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value.toLowerCase()]),
  );
}

describe('the web app signs in, edits the profile, calls the API, and signs out where B2C has', () => {
  test.each(variants)('%s', async (_, settings, more) => {
    const origin = await started('b2c', settings, more);
    const browser = new HttpBrowser();
    expect((await signedIn(origin, browser, 'Mira Lindqvist')).text).toContain('Mira Lindqvist');
    const form = await browser.press(await browser.open(`${origin}/profile`), 'Edit profile');
    const profile = await browser.press(form, 'Continue', { 'Display name': 'Mira the Edited' });
    expect(profile.text).toContain('Mira the Edited');
    expect(row(profile, 'Object ID')).toMatch(/^0d0d0d0d-0000-4000-8000-00000000000\d$/);
    const api = await browser.open(`${origin}/call-api`);
    expect(api.text).toContain('It returned status 200');
    expect((await browser.press(api, 'Sign out')).text).toContain('You are signed out');
    const picker = await browser.press(await browser.open(origin), 'Sign in');
    expect(picker.text).toContain('Pick an account');
  });
});

test('two users with the same sub are two users in the web app', async () => {
  const origin = await started('b2c', ['sub-not-supported']);
  const profileOf = async (user: string) => {
    const browser = new HttpBrowser();
    await signedIn(origin, browser, user);
    return browser.open(`${origin}/profile`);
  };
  const [alex, sam] = [await profileOf('Alex Rivera'), await profileOf('Sam Okafor')];
  for (const profile of [alex, sam]) {
    expect(profile.text).not.toContain('Not supported');
    expect(row(profile, 'Subject')).toBe(row(profile, 'Object ID'));
  }
  expect(row(alex, 'Subject')).not.toBe(row(sam, 'Subject'));
});

test('no one is signed in by a token that could be of any user', async () => {
  const origin = await started('b2c', ['sub-not-supported', 'no-object-id']);
  const browser = new HttpBrowser();
  const page = await signedIn(origin, browser, 'Alex Rivera');
  expect(page.text).toContain('id_token_invalid');
  expect((await browser.open(`${origin}/profile`)).status).toBe(401);
});

describe.each(tenantTypes)('with %s', (type) => {
  test.each(['no-sid', 'no-auth-time'] as const)(
    'and %s, the web app signs in and out',
    async (name) => {
      const origin = await started(type, [name]);
      const browser = new HttpBrowser();
      expect((await signedIn(origin, browser, 'Sam Okafor')).text).toContain('Sam Okafor');
      const api = await browser.open(`${origin}/call-api`);
      expect(api.text).toContain('It returned status 200');
      expect((await browser.press(api, 'Sign out')).text).toContain('You are signed out');
    },
  );
});
