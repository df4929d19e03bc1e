import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { authJsApp, genericProvider, ownProvider } from './auth-js-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
  const redirectUris = ['microsoft-entra-id', 'azure-ad-b2c', 'practice'].map(
    (provider) => `http://localhost/auth/callback/${provider}`,
  );
  for (const type of tenantTypes) {
    const directory = tenant.directory(type);
    const app = await directory.registration(clientIds.webApp);
    if (app !== undefined) await directory.saveRegistration({ ...app, redirectUris });
  }
});
afterAll(() => tenant.remove());

async function signInAndOut(app: { origin: string }, button: string): Promise<string[]> {
  const browser = new HttpBrowser();
  const heading = ({ text }: { text: string }) => /<h1>(.*?)<\/h1>/.exec(text)?.[1] ?? text;
  const choice = await browser.open(`${app.origin}/auth/signin`);
  const accounts = await browser.press(choice, button);
  const home = await browser.press(accounts, 'Sam Okafor');
  await browser.press(await browser.open(`${app.origin}/auth/signout`), 'Sign out');
  return [heading(home), heading(await browser.open(app.origin))];
}

describe.each(tenantTypes)('Auth.js with %s', (type) => {
  test('signs in, shows the profile, and signs out of the app', async () => {
    const app = await authJsApp(ownProvider(tenant, type));
    const button = `Sign in with ${type === 'b2c' ? 'Azure AD B2C' : 'Microsoft Entra ID'}`;
    expect(await signInAndOut(app, button)).toEqual(['Sam Okafor', 'Nobody']);
    await app.stop();
  });
});

describe.each(tenantTypes.filter((type) => type !== 'b2c'))('Auth.js with %s', (type) => {
  test('signs in and out with only the issuer configured', async () => {
    const app = await authJsApp(genericProvider(tenant, type));
    const seen = await signInAndOut(app, 'Sign in with Practice');
    expect(seen).toEqual(['Sam Okafor', 'Nobody']);
    await app.stop();
  });
});
