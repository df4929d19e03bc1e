import { expect as hastily, type Page, test as plain } from 'playwright/test';
import { z } from 'zod';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { HttpBrowser } from '../http-browser.ts';
import { authorityFor } from '../practice-tenant/msal-app.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { type ServedApp, servedApp } from './single-page-apps/served-app.ts';

const test = plain.extend<object, { tenant: RunningTenant }>({
  tenant: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here.
    async ({}, use) => {
      const tenant = await runningTenant();
      await use(tenant);
      await tenant.remove();
    },
    { scope: 'worker' },
  ],
});
// A page calls the token endpoint itself, and this browser does not know the practice tenant's CA.
test.use({ ignoreHTTPSErrors: true });

// Redirects, token requests and frames follow one another: a busy machine may take its time.
const expect = hastily.configure({ timeout: 30_000 });

const tasksScope = 'https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read';

/** Registers the app at the desk as a person does, and tells it what it needs to know. */
async function register(tenant: RunningTenant, type: TenantType, app: ServedApp): Promise<void> {
  const scopes = [type === 'b2c' ? tasksScope : 'User.Read'];
  const desk = new HttpBrowser();
  const form = await desk.open(`${tenant.frontOrigin}/desk/${type}/new-registration`);
  const registered = await desk.press(form, 'Register', {
    Name: 'My first page',
    'Redirect URI (Single-page application), one per line': `${app.origin}/\n${app.origin}/redirect`,
  });
  const clientId = registered.url.split('/').at(-1);
  const permitted = await desk.press(registered, 'Save permissions', {
    'Configured permissions, one per line': scopes.join('\n'),
  });
  await desk.press(permitted, 'Grant admin consent');
  const authority = authorityFor(tenant, type);
  app.configuration = {
    clientId,
    authority,
    issuer: `${authority.replace(/\/v2\.0$/, '')}/v2.0`,
    protocolMode: type === 'external-id-custom-domain' ? 'OIDC' : 'AAD',
    scopes,
    api: tenant.origin + (type === 'b2c' ? '/tasks-api/tasks' : '/graph/v1.0/me'),
  };
}

const configured = z.looseObject({ clientId: z.string(), issuer: z.string() });

/** Ticks both boxes under "Implicit grant and hybrid flows" at the desk. */
async function allowImplicitFlows(
  tenant: RunningTenant,
  type: TenantType,
  app: ServedApp,
): Promise<void> {
  const directory = tenant.directory(type);
  const registration = await directory.registration(configured.parse(app.configuration).clientId);
  if (registration === undefined) throw new Error('The app is not registered.');
  const implicitGrant = { idTokens: true, accessTokens: true };
  await directory.saveRegistration({ ...registration, implicitGrant });
}

/** For a client that refuses addresses on http, and wants to know the issuer apart from the metadata. */
async function configureOverHttps(app: ServedApp, flow: 'code' | 'implicit'): Promise<void> {
  const { issuer: authority, ...rest } = configured.parse(app.configuration);
  const metadata = `${authority.replace('//localhost:', '//127.0.0.1:')}/.well-known/openid-configuration`;
  const response = await fetch(metadata);
  const { issuer } = configured.pick({ issuer: true }).parse(await response.json());
  app.configuration = { ...rest, metadata, issuer, flow };
}

async function signIn(page: Page, app: ServedApp): Promise<void> {
  await page.goto(`${app.origin}/`);
  await press(page, 'Sign in');
  await page.getByRole('button', { name: 'Sam Okafor' }).click();
  await expect(page.getByRole('heading')).toHaveText('Sam Okafor');
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const answered = (page: Page) => expect(page.getByRole('status'));

async function signOut(page: Page): Promise<void> {
  await press(page, 'Sign out');
  await expect(page.getByRole('heading')).toHaveText('Nobody');
  // The practice tenant has ended its session too.
  await press(page, 'Sign in');
  await expect(page.getByRole('heading')).toHaveText('Pick an account');
}

for (const type of tenantTypes) {
  // As AADSTS50058 and AADB2C90077 say it.
  const noSession = type === 'b2c' ? 'interaction_required' : 'login_required';

  test.describe(`MSAL Browser with ${type}`, () => {
    test('signs in, calls an API, renews with its refresh token, and signs out', async ({
      page,
      tenant,
    }) => {
      const app = await servedApp('msal-browser');
      await register(tenant, type, app);
      await signIn(page, app);
      await press(page, 'Call the API');
      await answered(page).toHaveText('The API knows Sam Okafor, token from the cache');
      await press(page, 'Renew');
      await answered(page).toHaveText('A new token');
      // The frame is on another site, so the browser keeps the practice tenant's cookie from it.
      await press(page, 'Renew in a hidden frame');
      await answered(page).toHaveText(`InteractionRequiredAuthError: ${noSession}`);
      await signOut(page);
      await app.stop();
    });

    test('renews in a hidden frame if the browser sends the session cookie there', async ({
      page,
    }) => {
      // Page and frame are on one site here, so the practice tenant's cookie goes along.
      const tenant = await runningTenant('localhost');
      const app = await servedApp('msal-browser');
      await register(tenant, type, app);
      await signIn(page, app);
      await press(page, 'Renew in a hidden frame');
      await answered(page).toHaveText('A new token');
      await app.stop();
      await tenant.remove();
    });
  });

  test.describe(`angular-oauth2-oidc with ${type}`, () => {
    test('signs in with a code, calls an API, renews with its refresh token, and signs out', async ({
      page,
      tenant,
    }) => {
      const app = await servedApp('angular-oauth2-oidc');
      await register(tenant, type, app);
      await configureOverHttps(app, 'code');
      await signIn(page, app);
      await press(page, 'Call the API');
      await answered(page).toHaveText('The API knows Sam Okafor');
      await press(page, 'Renew');
      await answered(page).toHaveText('A new token');
      await signOut(page);
      await app.stop();
    });

    test('signs in with the implicit flow, calls an API, and signs out', async ({
      page,
      tenant,
    }) => {
      const app = await servedApp('angular-oauth2-oidc');
      await register(tenant, type, app);
      await allowImplicitFlows(tenant, type, app);
      await configureOverHttps(app, 'implicit');
      await signIn(page, app);
      await press(page, 'Call the API');
      await answered(page).toHaveText('The API knows Sam Okafor');
      await signOut(page);
      await app.stop();
    });
  });

  test.describe(`oidc-client-ts with ${type}`, () => {
    test('signs in, calls an API, renews with its refresh token, and signs out', async ({
      page,
      tenant,
    }) => {
      const app = await servedApp('oidc-client-ts');
      await register(tenant, type, app);
      await signIn(page, app);
      await press(page, 'Call the API');
      await answered(page).toHaveText('The API knows Sam Okafor');
      await press(page, 'Renew');
      await answered(page).toHaveText('A new token');
      await signOut(page);
      await app.stop();
    });
  });
}
