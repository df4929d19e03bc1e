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

test('prompt=login asks for the password of whoever is signed in', async () => {
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
  const press = ['Back to the accounts', 'Alex Rivera'];
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

test('prompt=create opens sign-up where there is one, and the picker where there is none', async () => {
  const customer = await attempt(msalApp(tenant, 'external-id'), { prompt: 'create', press: [] });
  expect(customer.page.text).toContain('Create an account');
  const worker = await attempt(app(), { prompt: 'create', press: [] });
  expect(worker.page.text).toContain('Pick an account');
});
