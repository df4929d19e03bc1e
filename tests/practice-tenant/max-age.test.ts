import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
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

const later = (seconds: number) =>
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
const now = () => Math.floor(Date.now() / 1000);
const withPassword = [['Sign in', { Password: 'practice' }]] as const;

describe.each(tenantTypes)('in %s', (type) => {
  const authTimeOf = ({ idToken }: { idToken: string }) => decodeJwt(idToken)['auth_time'];
  const signedIn = async () => {
    const browser = appBrowser();
    const app = msalApp(tenant, type);
    const extraQueryParameters = { max_age: '300' };
    const first = await (await attempt(app, { browser, extraQueryParameters })).redeem();
    return { browser, app, extraQueryParameters, authTime: Number(authTimeOf(first)) };
  };

  test('a sign-in that is younger than max_age is enough, and auth_time tells its time', async () => {
    const { browser, app, extraQueryParameters, authTime } = await signedIn();
    expect(authTime).toBeGreaterThan(now() - 60);
    later(200);
    const again = await attempt(app, { browser, extraQueryParameters, press: [] });
    expect(authTimeOf(await again.redeem())).toBe(authTime);
  });

  test('an older one is asked for again, and auth_time is new', async () => {
    const { browser, app, extraQueryParameters, authTime } = await signedIn();
    later(400);
    const silent = { browser, extraQueryParameters, prompt: 'none', press: [] };
    expect((await attempt(app, silent)).answer['error_description']).toMatch(
      /AAD(STS50058|B2C90077)/,
    );
    const asked = await attempt(app, { browser, extraQueryParameters, press: [] });
    expect(asked.page.text).toContain('Password');
    const again = await attempt(app, { browser, extraQueryParameters, press: withPassword });
    expect(Number(authTimeOf(await again.redeem()))).toBeGreaterThanOrEqual(authTime + 400);
  });

  test('max_age=0 always asks, like prompt=login; auth_time is new', async () => {
    for (const fresh of [{ extraQueryParameters: { max_age: '0' } }, { prompt: 'login' }]) {
      const { browser, app, authTime } = await signedIn();
      later(60);
      const request = { browser, extraQueryParameters: { max_age: '300' }, ...fresh };
      expect((await attempt(app, { ...request, press: [] })).page.text).toContain('Password');
      const again = await attempt(app, { ...request, press: withPassword });
      expect(Number(authTimeOf(await again.redeem()))).toBeGreaterThanOrEqual(authTime + 60);
      vi.useRealTimers();
    }
  });

  test('auth_time stays out of a token whose request has no max_age, except in B2C', async () => {
    const { browser, app } = await signedIn();
    const again = await (await attempt(app, { browser, press: [] })).redeem();
    expect(authTimeOf(again)).toEqual(type === 'b2c' ? expect.any(Number) : undefined);
  });

  test('hints are taken, and the log shows what was asked for', async () => {
    const loginHint = (await tenant.directory(type).users()).find(
      ({ name }) => name === 'Sam Okafor',
    );
    const { page, redeem, browser, answer } = await attempt(msalApp(tenant, type), {
      loginHint: loginHint?.username ?? '',
      domainHint: 'unknown.example',
      extraQueryParameters: { ui_locales: 'de fr', max_age: '300' },
      press: [],
    });
    const fields = page.forms.flatMap((form) => form.fields);
    expect(fields.find(({ label }) => label === 'Username')?.value).toBe(loginHint?.username);
    const back = await browser.press(page, 'Sign in', { Password: 'practice' });
    Object.assign(answer, { code: new URL(back.url).searchParams.get('code') ?? '' });
    await redeem();
    const desk = await browser.open(`${tenant.frontOrigin}/desk/${type}`);
    const log = desk.text.split('Sign-in log').at(-1) ?? '';
    for (const asked of ['domain_hint=unknown.example', 'ui_locales=de fr', 'max_age=300'])
      expect(log).toContain(asked);
    expect(log).toContain(`login_hint=${loginHint?.username}`);
  });
});

test('a hint in the log is cut', async () => {
  const extraQueryParameters = { ui_locales: 'x'.repeat(3_000) };
  const { browser } = await attempt(msalApp(tenant, 'entra-id'), { extraQueryParameters });
  const desk = await browser.open(`${tenant.frontOrigin}/desk/entra-id`);
  expect(desk.text).toContain(`ui_locales=${'x'.repeat(100)}<`);
});
