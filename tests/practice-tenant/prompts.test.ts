import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, attempt, msalApp } from './msal-app.ts';
import { register } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const app = () => msalApp(tenant, 'entra-id');
const signIn = 'Sign in';
const credentials = { Username: 'sam@contoso.onmicrosoft.com', Password: 'practice' };

test('prompt=select_account switches to another person, without a script', async () => {
  const browser = appBrowser();
  await (await attempt(app(), { browser })).redeem();
  const other = await attempt(app(), {
    browser,
    prompt: 'select_account',
    press: ['Sam Okafor'],
  });
  expect((await other.redeem()).account?.name).toBe('Sam Okafor');
  const now = await attempt(app(), { browser, press: [] });
  expect((await now.redeem()).account?.name).toBe('Sam Okafor');
});

test.each([
  ['select_account', 'Alex Rivera'],
  ['login', 'Back to accounts'],
] as const)(
  'prompt=%s offers another account when the app refuses the one that is signed in',
  async (prompt, offered) => {
    const browser = appBrowser();
    await attempt(app(), { browser, press: ['Sam Okafor'] });
    await register(tenant, 'entra-id', clientIds.webApp, { assignmentRequired: true });
    const refused = await attempt(app(), { browser, press: [] });
    const asked = await attempt(app(), { browser, prompt, press: [] });
    await register(tenant, 'entra-id', clientIds.webApp, { assignmentRequired: false });
    expect(refused.answer['error_description']).toMatch(/^AADSTS50105: /);
    const labels = asked.page.forms.flatMap(({ buttons }) => buttons.map(({ label }) => label));
    expect(labels).toContainEqual(expect.stringContaining(offered));
  },
);

test('prompt=none returns immediately when a user is signed in', async () => {
  const browser = appBrowser();
  await attempt(app(), { browser });
  const { answer } = await attempt(app(), { browser, prompt: 'none', press: [] });
  expect(answer).toHaveProperty('code');
});

test('a username with its password signs in; a wrong one does not', async () => {
  const press = ['Use another account'] as const;
  const right = await attempt(app(), { press: [...press, [signIn, credentials]] });
  expect((await right.redeem()).account?.name).toBe('Sam Okafor');
  const wrong = await attempt(app(), {
    press: [...press, [signIn, { ...credentials, Password: 'wrong' }]],
  });
  expect(wrong.page.text).toContain('Your username or password is incorrect.');
  const nobody = await attempt(app(), {
    press: [...press, [signIn, { ...credentials, Username: 'nobody@contoso.onmicrosoft.com' }]],
  });
  expect(nobody.page.text).toContain('no account nobody@');
});

test('canceling the picker returns access_denied to the app', async () => {
  const { answer, state } = await attempt(app(), { press: ['Cancel'] });
  expect(answer).toMatchObject({ error: 'access_denied', state });
});

test.each(['form_post', 'fragment'] as const)(
  'an answer comes back by %s',
  async (responseMode) => {
    const { page, state } = await attempt(app(), { responseMode });
    const answer =
      page.posted ?? Object.fromEntries(new URLSearchParams(new URL(page.url).hash.slice(1)));
    expect(answer).toMatchObject({
      state,
      code: expect.any(String),
      session_state: expect.any(String),
    });
  },
);

test('what MSAL sends besides is tolerated', async () => {
  const { redeem } = await attempt(app(), {
    domainHint: 'contoso.onmicrosoft.com',
    claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}',
  });
  expect((await redeem()).accessToken).not.toBe('');
});

test('without offline_access there is no refresh token', async () => {
  const { url } = await attempt(app(), { press: [] });
  const query = new URL(url);
  query.searchParams.set('scope', 'openid User.Read');
  query.searchParams.delete('code_challenge');
  query.searchParams.delete('code_challenge_method');
  const browser = appBrowser();
  const back = await browser.press(await browser.open(query), 'Alex Rivera');
  const answer = await fetch(`${tenant.origin}/contoso.onmicrosoft.com/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: '22222222-2222-4222-8222-222222222222',
      client_secret: 'practice~web-app~not-a-real-secret',
      grant_type: 'authorization_code',
      code: new URL(back.url).searchParams.get('code') ?? '',
      redirect_uri: 'http://localhost:3000/auth/redirect',
    }),
  });
  const tokens = await answer.json();
  expect(tokens).toHaveProperty('access_token');
  expect(tokens).not.toHaveProperty('refresh_token');
});
