import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemWithRedirectUri } from '../../src/practice-tenant/directory/new-registration.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import { appBrowser, attempt, errorNumber, msalApp, tenantIds } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const desk = (path = '') => `${tenant.frontOrigin}/desk${path}`;

/** Registers an app by hand, and gives back its ID, its secret and the page. */
async function registered(type = 'entra-id') {
  const browser = new HttpBrowser();
  const form = await browser.open(desk(`/${type}/new-registration`));
  const page = await browser.press(form, 'Register', {
    Name: 'My first app',
    'Redirect URI (Web), one per line': 'http://localhost:3000/auth/redirect',
  });
  const clientId = page.url.split('/').at(-1) ?? '';
  const withSecret = await browser.press(page, 'New client secret', {
    Description: 'For practice',
  });
  const secret = /Copy the .*?<code>([^<]+)<\/code>/.exec(withSecret.text)?.[1] ?? '';
  const secretId = /The Secret ID <code>([^<]+)/.exec(withSecret.text)?.[1] ?? '';
  return { browser, page, clientId, secret, secretId };
}

describe('an app registered by hand', () => {
  test('signs people in, asking for consent as a new app does', async () => {
    const { clientId, secret } = await registered();
    const app = msalApp(tenant, 'entra-id', { clientId, credential: { clientSecret: secret } });
    const { redeem } = await attempt(app, { press: ['Sam Okafor', 'Accept'] });
    expect((await redeem()).account?.name).toBe('Sam Okafor');
  });

  test('shows its secret once', async () => {
    const { browser, page, secret } = await registered();
    expect(secret).toMatch(/^practice~/);
    const again = await browser.open(page.url);
    expect(again.text).toContain('For practice');
    expect(again.text).not.toContain(secret);
  });

  test('is refused with the ID of its secret: AADSTS7000215', async () => {
    const { clientId, secretId } = await registered();
    const app = msalApp(tenant, 'entra-id', { clientId, credential: { clientSecret: secretId } });
    const { redeem } = await attempt(app, { press: ['Sam Okafor', 'Accept'] });
    expect(await errorNumber(redeem())).toBe('AADSTS7000215');
  });

  test('asks nobody once an administrator has consented', async () => {
    const { browser, page, clientId, secret } = await registered();
    await browser.press(page, 'Grant admin consent for Contoso');
    const app = msalApp(tenant, 'entra-id', { clientId, credential: { clientSecret: secret } });
    expect((await attempt(app)).answer).toHaveProperty('code');
  });

  test('asks again once the consent is revoked', async () => {
    const { browser, clientId, secret } = await registered();
    const app = () =>
      msalApp(tenant, 'entra-id', { clientId, credential: { clientSecret: secret } });
    await attempt(app(), { press: ['Sam Okafor', 'Accept'] });
    expect((await attempt(app(), { press: ['Sam Okafor'] })).answer).toHaveProperty('code');
    const list = await browser.open(desk('/entra-id'));
    // The apps of the other tests have the same name.
    const form = list.forms.find(({ fields }) => fields.some(({ value }) => value === clientId));
    const revoke = 'Revoke the consent of sam@contoso.onmicrosoft.com to My first app';
    const without = await browser.press({ ...list, forms: form ? [form] : [] }, revoke);
    expect(without.url).toBe(desk('/entra-id#consents'));
    expect(without.forms.some(({ fields }) => fields.some(({ value }) => value === clientId))).toBe(
      false,
    );
    const { page } = await attempt(app(), { press: ['Sam Okafor'] });
    expect(page.text).toContain('Permissions requested');
  });

  test('exposes an API that another app gets tokens for', async () => {
    const { browser, page, clientId } = await registered();
    await browser.press(page, 'Save the API', {
      'Scopes defined by this API, one per line': 'Notes.Read',
    });
    const scopes = [`api://${clientId}/Notes.Read`];
    const { redeem } = await attempt(msalApp(tenant, 'entra-id'), {
      scopes,
      press: ['Alex Rivera', 'Accept'],
    });
    expect((await redeem()).scopes).toContain(scopes[0]);
  });

  test('outlives a restart, and is gone after a reset', async () => {
    const { browser, page, clientId } = await registered('external-id');
    await tenant.restart();
    expect((await browser.open(page.url)).status).toBe(200);
    await browser.press(await browser.open(desk('/external-id')), 'Reset Woodgrove');
    expect((await browser.open(page.url)).status).toBe(404);
    expect(await tenant.directory('external-id').registration(clientId)).toBeUndefined();
  });
});

test.each([
  ['http://app.example/auth', /must start with https/],
  [
    'http://127.0.0.1:3000/auth/redirect',
    /must start with https or http:\/\/localhost\. .*app manifest/,
  ],
  ['https://[::1]/auth', /IPv6 loopback/],
  ['https://app.example/auth;v=1', /the character ;/],
  ['https://app.example/#x', /fragment/],
  ['https://*.app.example/', /wildcard/],
  ['auth/redirect', /not an absolute address/],
])(
  'the redirect URI %s is refused on every platform, and stays in its field',
  async (uri, sentence) => {
    const browser = new HttpBrowser();
    const form = await browser.open(desk('/b2c/new-registration'));
    for (const platform of ['Web', 'Single-page application', 'Mobile and desktop applications']) {
      const label = `Redirect URI (${platform}), one per line`;
      const page = await browser.press(form, 'Register', { Name: 'App', [label]: uri });
      expect(page.status).toBe(400);
      expect(page.text).toMatch(sentence);
      const fields = new Map(page.forms[0]?.fields.map(({ label: each, value }) => [each, value]));
      expect([fields.get('Name'), fields.get(label)]).toEqual(['App', uri]);
    }
    for (const taken of [
      'https://app.example/auth?x=1',
      'https://127.0.0.1/auth',
      'http://localhost',
    ]) {
      expect(problemWithRedirectUri(taken)).toBeUndefined();
    }
  },
);

describe('the page of a registration', () => {
  const platforms = (page: Page) =>
    page.forms
      .flatMap(({ fields }) => fields)
      .flatMap(({ label, value }) => (label?.startsWith('Redirect URIs') ? [value] : []));

  test('has the sections of the admin center, in its order', async () => {
    const { text } = await new HttpBrowser().open(
      desk(`/entra-id/registrations/${clientIds.tasksApi}`),
    );
    const headings = [...text.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, heading]) => heading);
    expect(headings).toEqual([
      'Overview',
      'Authentication',
      'Certificates &#38; secrets',
      'Token configuration',
      'API permissions',
      'Expose an API',
      'App roles',
      'Users and groups',
      'Faults on purpose',
    ]);
    const listed = [...text.matchAll(/<li><a href="#([\w-]+)">(.*?)<\/a>/g)];
    expect(listed.map(([, , heading]) => heading)).toEqual(headings);
    for (const [, id] of listed) expect(text).toContain(` id="${id}"`);
  });

  test('has what is set open, and the rest folded', async () => {
    const browser = new HttpBrowser();
    const open = async (clientId: string) => {
      const { text } = await browser.open(desk(`/entra-id/registrations/${clientId}`));
      return [...text.matchAll(/<details open>\n<summary><h\d>(.*?)<\/h\d>/g)].map(
        ([, heading]) => heading,
      );
    };
    const always = ['Authentication', 'Certificates &#38; secrets', 'API permissions'];
    const { clientId } = await registered();
    expect(await open(clientId)).toEqual([
      ...always.slice(0, 2),
      // Inside a section that is folded itself.
      'Optional claims in ID tokens',
      'Optional claims in access tokens for this API',
      'API permissions',
      // Inside a folded one too.
      'Create app role',
    ]);
    await tenant.faults('entra-id').set(clientIds.tasksApi, 'slow', true);
    expect(await open(clientIds.tasksApi)).toEqual([
      ...always.slice(0, 2),
      'Token configuration',
      'Optional claims in access tokens for this API',
      'API permissions',
      'Expose an API',
      'Faults on purpose',
    ]);
    await tenant.faults('entra-id').set(clientIds.tasksApi, 'slow', false);
  });

  test('tells beside the form that it was saved, or what is wrong with it', async () => {
    const { browser, page } = await registered();
    const saved = await browser.press(page, 'Save permissions');
    expect(saved.text).toMatch(/id="api-permissions">\n<p class="saved" role="status">Saved\./);
    const wrong = {
      'Application ID URI': 'no address',
      'Scopes defined by this API, one per line': 'A\nB',
    };
    const refused = await browser.press(page, 'Save the API', wrong);
    expect(refused.text).toMatch(
      /<details open>\n<summary>.*\n<div id="expose-an-api">\n<p class="problem"/,
    );
    const fields = refused.forms.flatMap((form) => form.fields);
    expect(fields.find(({ name }) => name === 'identifier-uri')?.value).toBe('no address');
    expect(fields.find(({ name }) => name === 'scopes')?.value).toBe('A B');
    const app = await tenant.directory('entra-id').registration(page.url.split('/').at(-1));
    expect(app?.exposedApi).toBeUndefined();
  });

  test('keeps the redirect URIs of each platform apart', async () => {
    const { browser, page } = await registered();
    const [web = '', phone] = [platforms(page)[0], 'https://app.example/phone'];
    const label = 'Redirect URIs (Mobile and desktop applications), one per line';
    const saved = await browser.press(page, 'Save authentication', { [label]: phone });
    expect(platforms(saved)).toEqual([web, '', phone]);
    const clientId = page.url.split('/').at(-1);
    expect(await tenant.directory('entra-id').registration(clientId)).toMatchObject({
      redirectUris: [web],
      singlePageRedirectUris: [],
      publicClientRedirectUris: [phone],
    });
    const twice = await browser.press(saved, 'Save authentication', { [label]: web });
    expect(twice.status).toBe(400);
    expect(twice.text).toContain(`${web} is under two platforms`);
  });

  test('saves a redirect URI that a seed brought, although its own form would refuse it', async () => {
    const publicClientRedirectUris = ['http://127.0.0.1:7000/callback'];
    const registrations = [{ name: 'Seeded', publicClientRedirectUris }];
    await tenant.seed({ tenants: { 'entra-id': { registrations } } });
    const directory = tenant.directory('entra-id');
    const app = (await directory.registrations()).find(({ name }) => name === 'Seeded');
    const browser = new HttpBrowser();
    const page = await browser.open(desk(`/entra-id/registrations/${app?.clientId}`));
    expect((await browser.press(page, 'Save authentication')).status).toBe(200);
    const kept = await directory.registration(app?.clientId);
    expect(kept?.publicClientRedirectUris).toEqual(publicClientRedirectUris);
  });
});

test('a fault is switched on and off with a button, for one app', async () => {
  const { browser, page, clientId, secret } = await registered();
  const client = () =>
    msalApp(tenant, 'entra-id', { clientId, credential: { clientSecret: secret } });
  const redeemed = async () =>
    errorNumber((await attempt(client(), { press: ['Mira Lindqvist', 'Accept'] })).redeem());
  const on = await browser.press(page, 'Switch on expired-secret');
  expect(on.text).toContain('<a href="#faults">On now: expired-secret.</a>');
  expect(await redeemed()).toBe('AADSTS7000222');
  expect((await browser.press(on, 'Switch off expired-secret')).text).toContain('None is on.');
  expect(await tenant.faults('entra-id').all()).toEqual([]);
});

test('another site can’t submit the desk’s forms', async () => {
  const page = await new HttpBrowser().post(desk('/b2c/reset'), {}, 'https://evil.example/');
  expect(page.status).toBe(400);
  expect(page.text).toContain('AADSTS9002313');
});

test('what does not exist is not found', async () => {
  const missing = {
    '/nobody': ['tenant', '/desk'],
    '/b2c/nothing': ['page', '/desk/b2c'],
    '/b2c/registrations/none': ['registration', '/desk/b2c'],
    '/b2c/users/none': ['user', '/desk/b2c'],
  };
  for (const [path, [what, back]] of Object.entries(missing)) {
    const response = await fetch(desk(path));
    expect(response.status).toBe(404);
    const text = await response.text();
    expect(text).toContain(`<h1>There’s no such ${what}</h1>`);
    expect(text).toContain(`<a href="${back}">`);
  }
});

test('a form that does not exist changes nothing, whatever its name', async () => {
  const { page } = await registered();
  const alex = desk('/entra-id/users/0a0a0a0a-0000-4000-8000-000000000001');
  const role = { do: 'assign-role', application: 'constructor', role: 'Reader' };
  for (const [address, fields] of [
    [page.url, { do: '__proto__' }],
    [page.url, { do: 'constructor' }],
    [alex, { do: '__proto__' }],
    [alex, role],
    [alex, { ...role, do: 'remove-role' }],
  ] as const) {
    expect((await new HttpBrowser().post(address, fields, address)).status).toBe(200);
  }
});

describe('the sign-in log', () => {
  const log = async () => {
    const { text } = await new HttpBrowser().open(desk('/external-id-custom-domain'));
    return [...(text.split('Sign-in log').at(-1) ?? '').matchAll(/<tr>(<td.*?)<\/tr>/gs)].map(
      ([, row = '']) => row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
    );
  };

  test('tells a sign-in from its first page to its tokens', async () => {
    const app = msalApp(tenant, 'external-id-custom-domain');
    await (await attempt(app)).redeem();
    const [token, code, page] = await log();
    expect(token).toMatch(/token alex@adatum\S+ Practice web app success/);
    expect(code).toMatch(/authorize alex@adatum\S+ Practice web app success/);
    expect(page).toMatch(/authorize Practice web app interrupted/);
  });

  test('names the code of each failure, wherever it happened', async () => {
    const app = (clientSecret: string) =>
      msalApp(tenant, 'external-id-custom-domain', { credential: { clientSecret } });
    await attempt(app('x'), { redirectUri: 'http://localhost:3000/wrong', press: [] });
    expect((await log())[0]).toMatch(/authorize Practice web app failure AADSTS50011/);
    await attempt(app('x'), { prompt: 'none', press: [] });
    expect((await log())[0]).toMatch(/authorize Practice web app failure AADSTS50058/);
    await errorNumber((await attempt(app('wrong'))).redeem());
    expect((await log())[0]).toMatch(/token Practice web app failure AADSTS7000215/);
  });

  test('leads to the page of each code, and folds what is older', async () => {
    const wrong = { redirectUri: 'http://localhost:3000/wrong', press: [] };
    const app = msalApp(tenant, 'external-id-custom-domain');
    for (let entries = 0; entries < 7; entries += 1) await attempt(app, wrong);
    const { text } = await new HttpBrowser().open(desk('/external-id-custom-domain'));
    expect(text).toContain('<a href="http://localhost:4321/errors/AADSTS50011/">');
    const [open = '', folded = ''] = text.split('<h3>Older entries</h3>');
    expect(open.split('<time>')).toHaveLength(1 + 6);
    expect(folded).toContain('AADSTS50011');
  });

  test('keeps the beginning of what is too long', async () => {
    const long = 'x'.repeat(9_000);
    const address = `${tenant.frontOrigin}/${tenantIds['external-id-custom-domain']}/oauth2/v2.0`;
    const body = new URLSearchParams({ client_id: long, grant_type: 'refresh_token' });
    await fetch(`${address}/token`, { method: 'POST', body });
    await fetch(`${address}/authorize?client_id=${long}`);
    const [authorize = '', token = ''] = await log();
    expect(authorize).toContain('AADSTS700016');
    expect(token).toContain('AADSTS700016');
    expect(authorize.length + token.length).toBeLessThan(6_000);
  });

  test('holds no secret, code or token', async () => {
    const app = msalApp(tenant, 'external-id-custom-domain');
    const { redeem, answer } = await attempt(app, { browser: appBrowser() });
    const { accessToken } = await redeem();
    const text = (await log()).join();
    for (const secret of [answer['code'] ?? 'none', accessToken, 'not-a-real-secret']) {
      expect(text).not.toContain(secret);
    }
  });
});
