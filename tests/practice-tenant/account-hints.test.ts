import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { appBrowser, attempt, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(() => {
  vi.useRealTimers();
});

const app = () => msalApp(tenant, 'entra-id');
const usernameOn = (page: {
  forms: readonly { fields: readonly { label?: string | undefined; value: string }[] }[];
}) => page.forms.flatMap(({ fields }) => fields).find(({ label }) => label === 'Username')?.value;

test('prompt=login asks for the signed-in user’s password', async () => {
  const browser = appBrowser();
  await attempt(app(), { browser });
  const again = await attempt(app(), { browser, prompt: 'login', press: [] });
  expect(usernameOn(again.page)).toBe('alex@contoso.onmicrosoft.com');
  const back = await browser.press(again.page, 'Sign in', { Password: 'practice' });
  expect(back.url).toContain('code=');
});

test('prompt=login is not answered by choosing an account', async () => {
  const browser = appBrowser();
  await attempt(app(), { browser });
  const press = ['Back to accounts', 'Alex Rivera'];
  const { page } = await attempt(app(), { browser, prompt: 'login', press });
  expect(usernameOn(page)).toBe('alex@contoso.onmicrosoft.com');
});

test('max_age asks for the password once the sign-in is older', async () => {
  const browser = appBrowser();
  await attempt(app(), { browser });
  const extraQueryParameters = { max_age: '60' };
  const young = await attempt(app(), { browser, extraQueryParameters, press: [] });
  expect((await young.redeem()).idTokenClaims).toHaveProperty('auth_time');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 });
  const old = await attempt(app(), { browser, extraQueryParameters, press: [] });
  expect(old.page.text).toContain('Password');
});

test('login_hint fills in the username', async () => {
  const loginHint = 'sam@contoso.onmicrosoft.com';
  const { page } = await attempt(app(), { loginHint, press: [] });
  expect(usernameOn(page)).toBe(loginHint);
});

test('login_hint of the person who is signed in needs no page, that of another does', async () => {
  const browser = appBrowser();
  await attempt(app(), { browser });
  const same = { browser, loginHint: 'Alex@contoso.onmicrosoft.com', press: [] };
  expect((await attempt(app(), same)).answer).toHaveProperty('code');
  const other = { browser, loginHint: 'mira@contoso.onmicrosoft.com', press: [] };
  expect(usernameOn((await attempt(app(), other)).page)).toBe('mira@contoso.onmicrosoft.com');
  const silent = await attempt(app(), { ...other, prompt: 'none' });
  expect(silent.answer['error_description']).toMatch(/^AADSTS50058: /);
});

test('login_hint of a user who doesn’t exist never uses the session of another user', async () => {
  const browser = appBrowser();
  await attempt(app(), { browser });
  const stranger = { browser, loginHint: 'stranger@elsewhere.example', press: [] };
  const silent = await attempt(app(), { ...stranger, prompt: 'none' });
  expect(silent.answer['error']).toBe('login_required');
  expect(silent.answer['error_description']).toMatch(/^AADSTS50058: /);
  const { page } = await attempt(app(), stranger);
  expect(usernameOn(page)).toBe('stranger@elsewhere.example');
  const credentials = { Username: 'alex@contoso.onmicrosoft.com', Password: 'practice' };
  expect((await browser.press(page, 'Sign in', credentials)).url).toContain('code=');
});

test.each(['external-id', 'external-id-custom-domain', 'b2c'] as const)(
  'in %s login_hint takes the username and the email address in any case, and no other user',
  async (type) => {
    const client = msalApp(tenant, type);
    const browser = appBrowser();
    await attempt(client, { browser, press: ['Sam Okafor'] });
    const sam = (await tenant.directory(type).users()).find(({ name }) => name === 'Sam Okafor');
    for (const loginHint of [sam?.username.toUpperCase() ?? '', sam?.email.toUpperCase() ?? '']) {
      const same = await attempt(client, { browser, loginHint, prompt: 'none', press: [] });
      expect(same.answer).toHaveProperty('code');
    }
    const stranger = { browser, loginHint: 'stranger@elsewhere.example', press: [] };
    const silent = await attempt(client, { ...stranger, prompt: 'none' });
    expect(silent.answer['error_description']).toMatch(/^AAD(STS50058|B2C90077): /);
  },
);

test('login_hint with the address of a social account is answered by its session only', async () => {
  const client = msalApp(tenant, 'b2c');
  const browser = appBrowser();
  await attempt(client, { browser, press: ['Sam Okafor'] });
  const directory = tenant.directory('b2c');
  const sam = (await directory.users()).find(({ name }) => name === 'Sam Okafor');
  if (sam === undefined) throw new Error('There is no Sam.');
  const identity = { issuer: 'https://social.example', subject: 'sam' };
  await directory.saveUser({
    ...sam,
    username: 'social-sam',
    email: 'sam@social.example',
    identity,
  });
  const silent = { browser, prompt: 'none', press: [] };
  const own = await attempt(client, { ...silent, loginHint: 'Sam@social.example' });
  expect(own.answer).toHaveProperty('code');
  const other = await attempt(client, { ...silent, loginHint: 'robin@social.example' });
  expect(other.answer['error_description']).toMatch(/^AADB2C90077: /);
  await directory.saveUser(sam);
});

test('prompt=create opens sign-up where there is one, and the picker where there is none', async () => {
  const customer = await attempt(msalApp(tenant, 'external-id'), { prompt: 'create', press: [] });
  expect(customer.page.text).toContain('Create an account');
  const worker = await attempt(app(), { prompt: 'create', press: [] });
  expect(worker.page.text).toContain('Pick an account');
});
