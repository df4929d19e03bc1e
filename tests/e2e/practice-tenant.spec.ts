import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as plain } from 'playwright/test';
import { type PracticeTenant, startPracticeTenant } from '../../src/practice-tenant/index.ts';
import { axeFindings } from './axe.ts';
import { freePort } from './free-ports.ts';

const redirectUri = 'http://localhost:3000/auth/redirect';
const webApp = '22222222-2222-4222-8222-222222222222';
const tasksApi = '33333333-3333-4333-8333-333333333333';
const needsConsent = '44444444-4444-4444-8444-444444444444';
const anyAccount = '66666666-6666-4666-8666-666666666666';

/** A practice tenant of its own, without the site, and where an app would wait for its answers. */
const test = plain.extend<{ app: string }, { tenant: PracticeTenant }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here.
  app: async ({}, use) => {
    const port = await freePort();
    const server = createServer((_, response) => response.end('back')).listen(port, 'localhost');
    await once(server, 'listening');
    await use(`http://localhost:${port}/auth/redirect`);
    server.closeAllConnections();
    server.close();
  },

  tenant: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here.
    async ({}, use) => {
      const dataFolder = await mkdtemp(join(tmpdir(), 'practice-pages-'));
      const ports = [await freePort(), await freePort(), await freePort()];
      const tenant = await startPracticeTenant({
        frontOrigin: `http://127.0.0.1:${ports[0]}`,
        origin: `https://localhost:${ports[1]}`,
        customDomainOrigin: `https://localhost:${ports[2]}`,
        siteOrigin: 'http://localhost:4321',
        dataFolder,
      });
      await use(tenant);
      await tenant.close();
      await rm(dataFolder, { recursive: true });
    },
    { scope: 'worker' },
  ],
});

const authorize = (tenant: PracticeTenant, base: string, parameters: Record<string, string> = {}) =>
  `${tenant.frontOrigin}/${base}/oauth2/v2.0/authorize?${new URLSearchParams({
    client_id: webApp,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    ...parameters,
  })}`;

const contoso = 'contoso.onmicrosoft.com';
const flow = (name: string) => `fabrikam.onmicrosoft.com/${name}`;

interface Screen {
  name: string;
  url: (tenant: PracticeTenant) => string;
  /** Seconds to move the clock by. */
  clock?: number;
  /** Headings of folded parts to open first; `true` for all. */
  open?: readonly string[] | true;
  /** Buttons to press on the way. */
  press?: readonly string[];
  fill?: Readonly<Record<string, string>>;
  heading: string;
}

const screens: readonly Screen[] = [
  { name: 'front page', url: (t) => t.frontOrigin, heading: 'The practice tenant' },
  { name: 'account picker', url: (t) => authorize(t, contoso), heading: 'Pick an account' },
  {
    name: 'home realm',
    url: (t) => authorize(t, 'common', { client_id: anyAccount }),
    heading: 'Sign in',
  },
  {
    name: 'home realm with a mistake',
    url: (t) => authorize(t, 'common', { client_id: anyAccount }),
    fill: { Username: 'someone-with-a-rather-long-username@nowhere.example' },
    press: ['Next'],
    heading: 'Sign in',
  },
  {
    name: 'account picker after the home realm',
    url: (t) => authorize(t, 'common', { client_id: anyAccount, domain_hint: contoso }),
    heading: 'Pick an account',
  },
  {
    name: 'password form',
    url: (t) => authorize(t, contoso),
    press: ['Use another account'],
    heading: 'Sign in',
  },
  {
    name: 'password form with a mistake',
    url: (t) => authorize(t, contoso, { login_hint: 'alex@contoso.onmicrosoft.com' }),
    fill: { Password: 'wrong' },
    press: ['Sign in'],
    heading: 'Sign in',
  },
  {
    name: 'sign-up',
    url: (t) => authorize(t, 'woodgrove.onmicrosoft.com'),
    press: ['Create one'],
    heading: 'Create an account',
  },
  {
    name: 'sign-up with the code',
    url: (t) => authorize(t, 'woodgrove.onmicrosoft.com', { prompt: 'create' }),
    fill: { 'Email address': 'someone@example.com' },
    press: ['Send verification code'],
    heading: 'Create an account',
  },
  {
    name: 'sign-up in B2C with the code',
    url: (t) => authorize(t, flow('B2C_1_signupsignin'), { prompt: 'create' }),
    fill: { 'Email address': 'someone@example.com' },
    press: ['Send verification code'],
    heading: 'Create an account',
  },
  {
    name: 'password reset',
    url: (t) => authorize(t, flow('B2C_1_resetpassword')),
    heading: 'Reset your password',
  },
  {
    name: 'edit profile',
    url: (t) => authorize(t, flow('B2C_1_editprofile')),
    press: ['Alex Rivera'],
    heading: 'Edit your profile',
  },
  {
    name: 'social provider',
    url: (t) => authorize(t, flow('B2C_1_signupsignin')),
    press: ['Continue with Practice Social'],
    heading: 'Sign in with Practice Social',
  },
  {
    name: 'first sign-in from the social provider',
    url: (t) => authorize(t, flow('B2C_1_signupsignin')),
    press: ['Continue with Practice Social', 'Robin Vale'],
    heading: 'Create an account',
  },
  {
    name: 'consent',
    url: (t) => authorize(t, contoso, { client_id: needsConsent, scope: 'openid User.Read' }),
    press: ['Alex Rivera'],
    heading: 'Permissions requested',
  },
  {
    name: 'approval required',
    url: (t) => authorize(t, contoso, { scope: 'User.Read.All' }),
    press: ['Sam Okafor'],
    heading: 'Approval required',
  },
  {
    name: 'second factor',
    url: (t) =>
      authorize(t, contoso, {
        claims: '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}',
        prompt: 'select_account',
      }),
    press: ['Alex Rivera'],
    heading: 'Approve the sign-in',
  },
  {
    name: 'admin consent',
    url: (t) => `${t.frontOrigin}/${contoso}/adminconsent?client_id=${needsConsent}`,
    heading: 'Permissions requested',
  },
  {
    name: 'device code',
    url: (t) => `${t.frontOrigin}/${contoso}/oauth2/v2.0/deviceauth`,
    heading: 'Enter the code',
  },
  {
    name: 'error page',
    url: (t) => authorize(t, contoso, { redirect_uri: 'http://localhost:3000/wrong' }),
    heading: 'Sorry, but we’re having trouble signing you in',
  },
  {
    name: 'signed out',
    url: (t) => `${t.frontOrigin}/${contoso}/oauth2/v2.0/logout`,
    heading: 'You are signed out',
  },
  { name: 'error codes', url: (t) => `${t.frontOrigin}/error`, heading: 'Error codes' },
  {
    name: 'one error code',
    url: (t) => `${t.frontOrigin}/error?code=50011`,
    heading: 'Error codes',
  },
  { name: 'desk', url: (t) => `${t.frontOrigin}/desk`, heading: 'Tenant desk' },
  { name: 'desk of a tenant', url: (t) => `${t.frontOrigin}/desk/entra-id`, heading: 'Contoso' },
  {
    name: 'new registration',
    url: (t) => `${t.frontOrigin}/desk/entra-id/new-registration`,
    heading: 'Register an application',
  },
  {
    name: 'registration with a new secret and a fault',
    url: (t) => `${t.frontOrigin}/desk/entra-id/registrations/${webApp}`,
    open: ['Faults on purpose'],
    press: ['Switch on slow', 'New client secret', 'Switch off slow'],
    heading: 'Practice web app',
  },
  {
    name: 'registration with all parts open',
    url: (t) => `${t.frontOrigin}/desk/entra-id/registrations/${tasksApi}`,
    open: true,
    heading: 'Practice Tasks API',
  },
  {
    name: 'registration that is not there, with the clock moved',
    url: (t) => `${t.frontOrigin}/desk/entra-id/registrations/none`,
    clock: 91 * 86_400,
    heading: 'There’s no such registration',
  },
  {
    name: 'new user',
    url: (t) => `${t.frontOrigin}/desk/entra-id/new-user`,
    fill: { 'Display name': 'Eve', Password: 'a long password' },
    heading: 'Create new user',
  },
  {
    name: 'a user with a role',
    url: (t) => `${t.frontOrigin}/desk/entra-id/users/0a0a0a0a-0000-4000-8000-000000000001`,
    heading: 'Alex Rivera',
  },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page of the practice tenant in ${colorScheme}`, async ({
    browser,
    tenant,
  }) => {
    const findings: string[] = [];
    for (const { name, url, clock = 0, open = [], press = [], fill = {}, heading } of screens) {
      await tenant.clock.move(clock);
      const context = await browser.newContext({
        colorScheme,
        viewport: { width: 360, height: 800 },
      });
      const page = await context.newPage();
      await page.goto(url(tenant));
      if (open === true) {
        // From the outside in: what is inside a folded part can't be selected yet.
        const folded = page.locator('details:not([open]) > summary');
        while ((await folded.count()) > 0) await folded.first().click();
      } else for (const part of open) await page.locator('summary', { hasText: part }).click();
      for (const [label, value] of Object.entries(fill)) await page.getByLabel(label).fill(value);
      for (const button of press) await page.getByRole('button', { name: button }).first().click();
      await expect(page.getByRole('heading', { level: 1 }), name).toHaveText(heading);
      await expect(page.getByText('Practice tenant').first(), name).toBeVisible();
      findings.push(...(await axeFindings(page)).map((finding) => `${name}: ${finding}`));
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (sideways > 0) findings.push(`${name}: scrolls sideways by ${sideways} pixels`);
      await context.close();
    }
    await tenant.clock.move(0);
    expect(findings).toEqual([]);
  });
}

test('the keyboard signs in, with a name and with a password', async ({ app, page, tenant }) => {
  const pressTo = async (role: 'button' | 'textbox', name: string) => {
    const target = page.getByRole(role, { name });
    for (let presses = 0; presses < 20; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not reach ${name}.`);
  };
  await page.goto(authorize(tenant, contoso, { redirect_uri: app }));
  await pressTo('button', 'Sam Okafor');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((url) => url.href.startsWith(`${app}?code=`));

  await page.goto(authorize(tenant, contoso, { redirect_uri: app, prompt: 'login' }));
  await pressTo('textbox', 'Password');
  await page.keyboard.type('practice');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((url) => url.href.startsWith(`${app}?code=`));
});

test('a user comes from the social provider in a browser, and returns through it', async ({
  app,
  page,
  tenant,
}) => {
  const press = (name: string) => page.getByRole('button', { name }).click();
  const query = { redirect_uri: app, prompt: 'login' };
  const begin = () => page.goto(authorize(tenant, flow('B2C_1_signupsignin'), query));
  await begin();
  await press('Continue with Practice Social');
  await press('Kit Moreau');
  await page.getByLabel('City').fill('Linz');
  await press('Continue');
  await expect(page).toHaveURL((url) => url.href.startsWith(`${app}?code=`));
  await begin();
  await press('Continue with Practice Social');
  await press('Kit Moreau');
  await expect(page).toHaveURL((url) => url.href.startsWith(`${app}?code=`));
  await begin();
  await press('Continue with Practice Social');
  await press('Cancel');
  await expect(page).toHaveURL(/error_description=AADB2C90273/);
});
