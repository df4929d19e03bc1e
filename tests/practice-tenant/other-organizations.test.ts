import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { microsoftServices } from '../../src/practice-tenant/directory/tenant-ids.ts';
import { appBrowser, redirectUri } from './msal-app.ts';
import {
  answerOn,
  anyOrganization,
  contoso,
  northwind,
  signedIn,
  tokens,
  visit,
} from './other-organization.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
beforeEach(() => tenant.reset());
afterAll(() => tenant.remove());

const inNorthwind = () => tenant.directory('northwind').registration(clientIds.anyOrganization);
const atHome = () => tenant.directory('entra-id').registration(clientIds.anyOrganization);
const listedInNorthwind = async () =>
  (await tenant.directory('northwind').registrations()).map(({ clientId }) => clientId);
const tasksUri = `api://${clientIds.tasksApi}`;
const shareTasksApi = async () => {
  const home = tenant.directory('entra-id');
  const api = await home.registration(clientIds.tasksApi);
  if (api === undefined) throw new Error('There is no Tasks API.');
  await home.saveRegistration({ ...api, audience: 'anyTenant' });
};

describe('a registration for any organization', () => {
  test('is found in another one, with its home, and not listed before a consent', async () => {
    expect(await inNorthwind()).toMatchObject({
      homeTenant: contoso,
      withoutServicePrincipal: true,
      name: 'Practice app for any organization',
    });
    expect(await listedInNorthwind()).toEqual([]);
    expect((await atHome())?.homeTenant).toBeUndefined();
  });

  test('changes everywhere with its registration, and goes with it', async () => {
    await signedIn(tenant, northwind, ['Tom Berger', 'Accept']);
    const home = tenant.directory('entra-id');
    const app = await home.registration(clientIds.anyOrganization);
    if (app === undefined) throw new Error('It is not registered.');
    await home.saveRegistration({ ...app, name: 'Another name' });
    expect(await inNorthwind()).toMatchObject({ name: 'Another name' });
    await home.saveRegistration({ ...app, audience: 'thisTenant' });
    expect(await inNorthwind()).toBeUndefined();
    await home.removeRegistration(app);
    expect(await listedInNorthwind()).toEqual([]);
  });

  test('holds nothing abroad that was granted at home', async () => {
    const home = tenant.directory('entra-id');
    const app = await home.registration(clientIds.anyOrganization);
    if (app === undefined) throw new Error('It is not registered.');
    await home.saveRegistration({
      ...app,
      adminConsent: ['User.Read'],
      appPermissions: { [clientIds.tasksApi]: ['Tasks.Read.All'] },
      assignmentRequired: true,
      owners: ['0a0a0a0a-0000-4000-8000-000000000002'],
    });
    const foreign = await inNorthwind();
    expect(foreign).toMatchObject({ adminConsent: [], appPermissions: {} });
    expect(foreign?.assignmentRequired).toBeUndefined();
    expect(foreign?.owners).toBeUndefined();
  });

  test('is shared by organizations only, and the personal accounts take those for them', async () => {
    for (const type of ['external-id', 'external-id-custom-domain', 'b2c'] as const) {
      expect(await tenant.directory(type).registration(clientIds.anyOrganization)).toBeUndefined();
      const foreign = await tenant.directory(type).foreignApps();
      expect(foreign.filter(({ homeTenant }) => homeTenant !== microsoftServices)).toEqual([]);
    }
    const personal = tenant.directory('personal');
    expect(await personal.registration(clientIds.anyAccount)).toMatchObject({
      homeTenant: contoso,
    });
    expect(await personal.registration(clientIds.needsConsent)).toBeUndefined();
    expect(await inLitware(clientIds.needsConsent)).toMatchObject({ homeTenant: contoso });
  });
  const inLitware = (id: string) => tenant.directory('litware').registration(id);

  test('saved abroad, leaves its registration as it is', async () => {
    const before = await atHome();
    const foreign = await inNorthwind();
    if (foreign === undefined) throw new Error('It is not found.');
    await tenant.directory('northwind').saveRegistration({
      ...foreign,
      withoutServicePrincipal: undefined,
      name: 'Renamed abroad',
      redirectUris: ['https://evil.example/'],
      adminConsent: ['User.Read'],
      assignmentRequired: true,
    });
    expect(await atHome()).toEqual(before);
    expect(await inNorthwind()).toMatchObject({
      name: 'Practice app for any organization',
      redirectUris: before?.redirectUris,
      adminConsent: ['User.Read'],
      assignmentRequired: true,
    });
  });

  test('has its service principal after a restart, and not after a reset', async () => {
    await signedIn(tenant, northwind, ['Tom Berger', 'Accept']);
    await tenant.restart();
    expect(await listedInNorthwind()).toEqual([clientIds.anyOrganization]);
    await tenant.reset();
    expect(await listedInNorthwind()).toEqual([]);
  });
});

describe('a sign-in at the other organization’s endpoint', () => {
  test('asks for consent, names the app’s home, and makes the service principal', async () => {
    const browser = appBrowser();
    const asked = await visit(tenant, northwind, ['Tom Berger'], {}, browser);
    expect(asked.text).toContain('Permissions requested');
    expect(asked.text).toContain('another organization, contoso.onmicrosoft.com');
    expect(asked.text).not.toContain('Consent on behalf of your organization');
    expect(answerOn(await browser.press(asked, 'Accept'))).toHaveProperty('code');
    expect(await listedInNorthwind()).toEqual([clientIds.anyOrganization]);
    expect((await inNorthwind())?.adminConsent).toEqual([]);
    expect((await atHome())?.adminConsent).toEqual([]);
    // Consent is the user's own.
    const other = await visit(tenant, northwind, ['Priya Nair']);
    expect(other.text).toContain('Permissions requested');
  });

  test('gives tokens of that organization', async () => {
    const { id_token: idToken } = await signedIn(tenant, northwind, ['Tom Berger', 'Accept']);
    expect(decodeJwt(String(idToken))).toMatchObject({
      iss: `${tenant.origin}/${northwind}/v2.0`,
      tid: northwind,
      aud: clientIds.anyOrganization,
      oid: '0f0f0f0f-0000-4000-8000-000000000002',
    });
  });

  test('declined, leaves the organization without the app', async () => {
    const page = await visit(tenant, northwind, ['Tom Berger', 'Cancel']);
    expect(answerOn(page)['error_description']).toMatch(/^AADSTS65004: /);
    expect(await listedInNorthwind()).toEqual([]);
  });

  test('by the administrator, consents for everyone there, and for nobody at home', async () => {
    const browser = appBrowser();
    const { url } = await visit(tenant, northwind, ['Priya Nair'], {}, browser);
    const page = await browser.post(url, { do: 'accept', 'for-everybody': 'yes' }, url);
    expect(answerOn(page)).toHaveProperty('code');
    expect((await inNorthwind())?.adminConsent).toContain('User.Read');
    expect(answerOn(await visit(tenant, northwind, ['Tom Berger']))).toHaveProperty('code');
    expect((await visit(tenant, contoso, ['Sam Okafor'])).text).toContain('Permissions requested');
  });

  test('asks for a scope that only the administrator may consent to: AADSTS90094', async () => {
    const scope = 'openid User.Read.All';
    const browser = appBrowser();
    const page = await visit(tenant, northwind, ['Tom Berger'], { scope }, browser);
    expect(page.text).toContain('Approval required');
    expect(page.text).toContain('Priya Nair is the administrator');
    const back = answerOn(await browser.press(page, 'Back to the app'));
    expect(back['error_description']).toMatch(/^AADSTS90094: /);
    expect(await listedInNorthwind()).toEqual([]);
  });

  test('with an app of one organization is AADSTS700016, and nothing goes back to it', async () => {
    const page = await visit(tenant, northwind, [], { client_id: clientIds.webApp });
    expect(page.status).toBe(400);
    expect(page.text).toContain('AADSTS700016');
    expect(page.url).not.toContain(redirectUri);
  });

  test('needs an assignment where that organization requires one: AADSTS50105', async () => {
    await signedIn(tenant, northwind, ['Tom Berger', 'Accept']);
    const app = await inNorthwind();
    if (app === undefined) throw new Error('It is not found.');
    await tenant.directory('northwind').saveRegistration({ ...app, assignmentRequired: true });
    const refused = answerOn(await visit(tenant, northwind, ['Tom Berger']));
    expect(refused['error_description']).toMatch(/^AADSTS50105: /);
    const elsewhere = await visit(tenant, contoso, ['Sam Okafor', 'Accept']);
    expect(answerOn(elsewhere)).toHaveProperty('code');
  });
});

describe('an API that the other organization doesn’t have', () => {
  const scope = `openid ${tasksUri}/Tasks.Read`;

  test('is AADSTS650052 if its registration is for any organization, until it’s consented to', async () => {
    await shareTasksApi();
    const refused = answerOn(await visit(tenant, northwind, [], { scope }));
    expect(refused).toMatchObject({
      error: 'invalid_client',
      error_description: expect.stringMatching(
        new RegExp(
          `^AADSTS650052: .*'${clientIds.tasksApi}'\\(Practice Tasks API\\).*'${northwind}'`,
        ),
      ),
    });
    await consentByLink(northwind, { client_id: clientIds.tasksApi, redirect_uri: undefined });
    const answer = await signedIn(tenant, northwind, ['Tom Berger', 'Accept'], scope);
    expect(decodeJwt(String(answer['access_token']))).toMatchObject({
      aud: clientIds.tasksApi,
      scp: 'Tasks.Read',
      tid: northwind,
    });
  });

  test('is AADSTS500011 if it’s for its own organization only', async () => {
    const refused = answerOn(await visit(tenant, northwind, [], { scope }));
    expect(refused['error_description']).toMatch(/^AADSTS500011: /);
  });
});

/** The administrator's link, with consent given. */
async function consentByLink(
  tenantId: string,
  parameters: Record<string, string | undefined> = {},
  path = 'v2.0/adminconsent',
): Promise<URL> {
  const sent = { ...anyOrganization, redirect_uri: redirectUri, state: 's', ...parameters };
  const { client_secret: _, ...request } = sent;
  const defined = Object.entries(request).filter(
    (each): each is [string, string] => each[1] !== undefined,
  );
  const browser = appBrowser();
  const address = `${tenant.frontOrigin}/${tenantId}/${path}?${new URLSearchParams(defined)}`;
  const page = await browser.open(address);
  expect(page.text).toContain('Permissions requested');
  return new URL((await browser.press(page, 'Accept')).url);
}

describe('the administrator’s link', () => {
  test.each(['v2.0/adminconsent', 'adminconsent'])(
    '/%s makes the service principal',
    async (path) => {
      const back = await consentByLink(northwind, { scope: 'User.Read' }, path);
      expect(Object.fromEntries(back.searchParams)).toEqual({
        admin_consent: 'True',
        tenant: northwind,
        scope: 'User.Read',
        state: 's',
      });
      expect(await listedInNorthwind()).toEqual([clientIds.anyOrganization]);
      expect((await atHome())?.adminConsent).toEqual([]);
      // What a sign-in asks for besides is part of every consent.
      expect(answerOn(await visit(tenant, northwind, ['Tom Berger']))).toHaveProperty('code');
    },
  );

  test('without scopes is about everything that the app is configured to ask for, app roles too', async () => {
    await shareTasksApi();
    await consentByLink(northwind, { client_id: clientIds.tasksApi, redirect_uri: undefined });
    const home = tenant.directory('entra-id');
    const app = await home.registration(clientIds.anyOrganization);
    if (app === undefined) throw new Error('It is not registered.');
    await home.saveRegistration({
      ...app,
      permissions: ['User.Read', `${tasksUri}/Tasks.Write`],
      requestedAppPermissions: { [clientIds.tasksApi]: ['Tasks.Read.All'] },
    });
    await consentByLink(northwind);
    expect((await inNorthwind())?.adminConsent).toContain(`${tasksUri}/Tasks.Write`);
    const answer = await tokens(tenant, northwind, {
      grant_type: 'client_credentials',
      scope: `${tasksUri}/.default`,
    });
    expect(decodeJwt(String(answer['access_token']))).toMatchObject({
      tid: northwind,
      roles: ['Tasks.Read.All'],
    });
    expect((await atHome())?.appPermissions).toEqual({});
  });

  test('of an app of one organization is AADSTS700016', async () => {
    const query = new URLSearchParams({ client_id: clientIds.webApp, redirect_uri: redirectUri });
    const page = await appBrowser().open(
      `${tenant.frontOrigin}/${northwind}/v2.0/adminconsent?${query}`,
    );
    expect(page.text).toContain('AADSTS700016');
  });
});

describe('an app without a user', () => {
  const grant = { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };

  test('is AADSTS7000229 before the first consent, and gets its token after it', async () => {
    const refused = await tokens(tenant, northwind, grant);
    expect(refused['error_description']).toMatch(
      new RegExp(`^AADSTS7000229: .*${clientIds.anyOrganization}.*${northwind}`),
    );
    await consentByLink(northwind);
    const { access_token: token } = await tokens(tenant, northwind, grant);
    expect(decodeJwt(String(token))).toMatchObject({
      tid: northwind,
      appid: clientIds.anyOrganization,
    });
  });

  test('of one organization is AADSTS700016 in another', async () => {
    const webApp = {
      client_id: clientIds.webApp,
      client_secret: 'practice~web-app~not-a-real-secret',
    };
    const refused = await tokens(tenant, northwind, { ...grant, ...webApp });
    expect(refused['error_description']).toMatch(/^AADSTS700016: /);
  });
});
