import { expect, test } from 'vitest';
import { expressTarget } from '../../hostile-provider/express-target.ts';
import { stage } from '../../hostile-provider/running.ts';

const on = stage(expressTarget, { accountType: 'organizations', allowedTenants: 'any' });
const consent = (fields: Record<string, string> = {}) =>
  on.visitor.browser.post(`${on.app.origin}/auth/admin-consent`, fields, on.app.publicOrigin);
const back = (parameters: Record<string, string>) =>
  on.visitor.open(`${on.app.redirectPath}?${new URLSearchParams(parameters)}`);

test('who lacks an administrator’s consent can open the page for it, and comes back', async () => {
  const signIn = new URL((await on.visitor.startSignIn({ returnTo: '/profile' })).url);
  const state = signIn.searchParams.get('state') ?? '';
  const denied = { error: 'access_denied', error_description: 'AADSTS90094: admin', state };
  const page = await back(denied);
  expect(page.status).toBe(403);
  const form = page.forms.find(({ action }) => action === '/auth/admin-consent');
  expect(form?.buttons.map(({ label }) => label)).toEqual(['Consent as an administrator']);
  const asked = new URL((await consent({ returnTo: '/profile' })).url);
  expect(asked.pathname).toBe('/organizations/v2.0/adminconsent');
  expect(asked.searchParams.get('scope')).toContain('api://tasks/Tasks.Read');
  const home = await back({
    admin_consent: 'True',
    tenant: '0a0a0a0a-1111-4111-8111-111111111111',
    state: asked.searchParams.get('state') ?? '',
  });
  expect(new URL(home.url).pathname).toBe('/profile');
  expect(await on.visitor.isSignedIn()).toBe(false);
});

test('an administrator who cancels is told what is missing', async () => {
  const asked = new URL((await consent()).url);
  const page = await back({
    admin_consent: 'True',
    error: 'access_denied',
    state: asked.searchParams.get('state') ?? '',
  });
  expect(page.status).toBe(403);
  expect(page.text).toContain('have an administrator&#39;s consent yet');
});

test.each(['common', '../evil', 'contoso.com/x'])(
  'nobody is sent to the tenant %j, which is none',
  async (tenant) => {
    const { pathname } = new URL((await consent({ tenant })).url);
    expect(pathname).toBe('/organizations/v2.0/adminconsent');
  },
);

test('another site sends nobody there', async () => {
  const page = await on.visitor.browser.post(
    `${on.app.origin}/auth/admin-consent`,
    {},
    'https://evil.example',
  );
  expect(page.status).toBe(403);
});
