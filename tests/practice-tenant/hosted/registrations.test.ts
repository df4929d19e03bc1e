import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Registration } from '../../../src/practice-tenant/directory/model.ts';
import { mostInSet } from '../../../src/practice-tenant/hosted/amounts.ts';
import { appBrowser } from '../msal-app.ts';
import { type HostedTenants, hostedTenants, site } from './hosted-tenants.ts';

let hosted: HostedTenants;
beforeAll(async () => {
  hosted = await hostedTenants();
});
afterAll(() => hosted.close());

const evil = 'https://evil.example/callback';
const refusal = /This lab lets an app be only on your own machine/;
const webApp = async (): Promise<Registration> => {
  const clientId = hosted.own('22222222-2222-4222-8222-222222222222');
  const app = await hosted.realm('entra-id').directory.registration(clientId);
  if (app === undefined) throw new Error('The web app is missing.');
  return app;
};

describe('a redirect URI elsewhere is refused', () => {
  test('by the admin API, in a registration and in a seed, before anything is kept', async () => {
    const registration = { name: 'Mine', redirectUris: [evil] };
    const one = await hosted.admin('POST', '/tenants/entra-id/registrations', registration);
    expect([one.status, (await one.json()).error]).toEqual([400, expect.stringMatching(refusal)]);
    const seed = {
      tenants: { 'entra-id': { groups: [{ name: 'G' }], registrations: [registration] } },
    };
    const all = await hosted.admin('POST', '/seed', seed);
    expect([all.status, (await all.json()).error]).toEqual([400, expect.stringMatching(refusal)]);
    const groups = await hosted.realm('entra-id').directory.groups();
    expect(groups.map(({ name }) => name)).not.toContain('G');
  });

  test.each([
    ['a single-page app', { singlePageRedirectUris: [evil] }],
    ['a mobile app', { publicClientRedirectUris: [evil] }],
    ['the front-channel sign-out', { frontChannelLogoutUri: evil }],
    ['the home page', { homePage: evil }],
  ])('for %s, too', async (_, changes) => {
    const response = await hosted.admin(
      'PATCH',
      `/tenants/entra-id/registrations/${(await webApp()).clientId}`,
      changes,
    );
    expect([response.status, (await response.json()).error]).toEqual([
      400,
      expect.stringMatching(refusal),
    ]);
  });

  test('by the desk, with a sentence on the form', async () => {
    const browser = appBrowser();
    const page = await browser.post(`${hosted.origin}/desk/entra-id/new-registration`, {
      name: 'Mine',
      'redirect-uris': evil,
    });
    expect(page.status).toBe(400);
    expect(page.text).toMatch(refusal);
    const { clientId } = await webApp();
    const changed = await browser.post(`${hosted.origin}/desk/entra-id/registrations/${clientId}`, {
      do: 'authentication',
      'redirect-uris': 'http://localhost:3000/auth/redirect',
      'front-channel-logout': evil,
    });
    expect(changed.text).toMatch(refusal);
  });

  test('by the directory itself, whoever writes', async () => {
    const app = await webApp();
    const { directory } = hosted.realm('entra-id');
    const changed = directory.saveRegistration({ ...app, redirectUris: [evil] });
    await expect(changed).rejects.toThrow(refusal);
    await directory.saveRegistration({
      ...app,
      redirectUris: ['http://localhost:5000/x', `${site}/x`],
    });
    await directory.saveRegistration(app);
  });
});

describe('a registration has an end', () => {
  test.each([
    ['name', { name: 'a'.repeat(121) }, /a name has at most 120 characters/],
    ['description', { description: 'a'.repeat(1_001) }, /a description has at most 1000/],
    [
      'redirect URIs',
      { redirectUris: Array.from({ length: 21 }, (_, at) => `http://localhost/${at}`) },
      /at most 20 redirect URIs, not 21/,
    ],
    [
      'secrets',
      {
        secrets: Array.from({ length: 11 }, (_, at) => ({
          value: `${at}`,
          expires: '2099-01-01T00:00:00Z',
        })),
      },
      /at most 10 secrets, not 11/,
    ],
    ['bytes', { tags: ['a'.repeat(33_000)] }, /at most 32000 bytes/],
    ['permission', { permissions: ['Call us now'] }, /names have only letters/],
    ['client ID', { clientId: '22222222-2222-4222-8222-aaaaaaaaaaaa' }, /end in 3f9ac27b10de/],
    [
      'Application ID URI',
      { exposedApi: { identifierUri: 'https://evil.example/api', scopes: [] } },
      /an Application ID URI is api:/,
    ],
  ])('of its %s', async (_, changes, message) => {
    const app = await webApp();
    const { directory } = hosted.realm('entra-id');
    await expect(directory.saveRegistration({ ...app, ...changes })).rejects.toThrow(message);
  });
});

test('all practice tenants of a visitor share one number of users, and the rest stays as it is', async () => {
  const own = await hostedTenants('aaaaaaaaaaaa');
  const username = (at: number) => `user${at}@${own.own('contoso.onmicrosoft.com')}`;
  const users = Array.from({ length: mostInSet.users }, (_, at) => ({ username: username(at) }));
  const tooMany = await own.admin('POST', '/seed', { tenants: { 'entra-id': { users } } });
  expect((await tooMany.json()).error).toMatch(/can have 100 users in all\. Delete some/);
  expect(await own.realm('entra-id').directory.userNamed(username(0))).toBeUndefined();

  const few = { tenants: { northwind: { users: users.slice(0, 70) } } };
  expect((await own.admin('POST', '/seed', few)).status).toBe(204);
  const { directory } = own.realm('b2c');
  const add = async (at: number) =>
    directory.addUser({ username: `n${at}@x.example`, email: `n${at}@x.example`, name: 'N' });
  const adding = async () => {
    for (let at = 0; at < 40; at += 1) await add(at);
  };
  await expect(adding()).rejects.toThrow(/can have 100 users in all/);
  const [user] = await directory.users();
  if (user === undefined) throw new Error('There are no users.');
  await directory.saveUser({ ...user, name: 'Still possible' });
  await own.close();
});

test('a seed larger than 256 kB is refused', async () => {
  const large = await hosted.admin('POST', '/seed', { tenants: {}, $schema: 'a'.repeat(270_000) });
  expect([large.status, (await large.json()).error]).toEqual([
    413,
    'The body is larger than 256 kB. Send it in parts.',
  ]);
});
