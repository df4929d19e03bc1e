import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { firstPartyIds } from '../../src/practice-tenant/directory/first-party-apps.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { SeedError } from '../../src/practice-tenant/index.ts';
import { HttpBrowser } from '../http-browser.ts';
import { askAdmin, type Sent } from './admin-api/ask-admin.ts';
import { redirectUri } from './msal-app.ts';
import { answerOn, contoso, northwind, signedIn, visit } from './other-organization.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
beforeEach(() => tenant.reset());
afterAll(() => tenant.remove());

const { anyOrganization } = clientIds;
const inNorthwind = () => tenant.directory('northwind').registration(anyOrganization);
const admin = (method: string, path: string, sent?: Sent) =>
  askAdmin(tenant.adminAddress, method, `/tenants/northwind${path}`, sent);

describe('a seed', () => {
  test('consents in one tenant to an app that it registers in another, whichever comes first', async () => {
    const registrations = [
      { name: 'Shared', audience: 'anyTenant' as const, redirectUris: [redirectUri] },
    ];
    const consents = [{ user: 'tom', app: 'Shared', scopes: ['User.Read'] }];
    await tenant.seed({
      tenants: { northwind: { consents }, litware: { registrations } },
    });
    const [app] = await tenant.directory('northwind').registrations();
    expect(app).toMatchObject({
      name: 'Shared',
      homeTenant: '0e0e0e0e-5555-4555-8555-555555555555',
    });
    await tenant.seed({
      tenants: {
        'entra-id': {
          servicePrincipals: [{ app: 'Other', adminConsent: true, assignmentRequired: true }],
        },
        northwind: {
          registrations: [{ name: 'Other', audience: 'anyTenant', permissions: ['Mail.Read'] }],
        },
      },
    });
    const found = (await tenant.directory('entra-id').registrations()).find(
      ({ name }) => name === 'Other',
    );
    expect(found).toMatchObject({ homeTenant: northwind, assignmentRequired: true });
    expect(found?.adminConsent).toContain('Mail.Read');
  });

  test('that replaces a tenant’s content takes its service principals away', async () => {
    const servicePrincipals = [{ app: anyOrganization, adminConsent: ['User.Read'] }];
    await tenant.seed({ tenants: { northwind: { servicePrincipals } } });
    expect(await tenant.directory('northwind').registrations()).toHaveLength(1);
    await tenant.seed({ tenants: { northwind: { replace: true } } });
    expect(await tenant.directory('northwind').registrations()).toEqual([]);
    expect(await tenant.directory('entra-id').registration(anyOrganization)).toBeDefined();
  });

  test.each([
    [
      { northwind: { registrations: [{ clientId: anyOrganization, name: 'Mine' }] } },
      'tenants.northwind.registrations[0].clientId belongs to an app of another organization: choose another, or list the app under servicePrincipals.',
    ],
    // Not for northwind at all, but taken.
    [
      { northwind: { registrations: [{ clientId: clientIds.webApp, name: 'Mine' }] } },
      'tenants.northwind.registrations[0].clientId belongs to an app of another organization: choose another, or list the app under servicePrincipals.',
    ],
    [
      { b2c: { registrations: [{ clientId: firstPartyIds.azureCli, name: 'Mine' }] } },
      'tenants.b2c.registrations[0].clientId belongs to an app of another organization: choose another, or list the app under servicePrincipals.',
    ],
    [
      { personal: { registrations: [{ name: 'Mine' }] } },
      'tenants.personal.registrations must be left out: personal accounts have no app registrations.',
    ],
    [
      { northwind: { servicePrincipals: [{ app: clientIds.webApp }] } },
      'tenants.northwind.servicePrincipals[0].app names an app of another organization that isn’t there: correct it, or add one.',
    ],
  ])('tells a mistake in a sentence: %j', async (tenants, sentence) => {
    const mistakes = await tenant.seed({ tenants }).then(
      () => [],
      (error: unknown) => (error instanceof SeedError ? error.mistakes : []),
    );
    expect(mistakes).toEqual([sentence]);
  });
});

describe('the admin API', () => {
  test('puts, lists, and deletes a service principal', async () => {
    const body = { adminConsent: ['User.Read'], assignmentRequired: true };
    const shown = {
      clientId: anyOrganization,
      name: 'Practice app for any organization',
      homeTenant: contoso,
      ...body,
      appPermissions: {},
    };
    const put = await admin('PUT', `/service-principals/${anyOrganization}`, { body });
    expect(put).toMatchObject({ status: 200, body: shown });
    expect((await admin('GET', '/service-principals')).body).toEqual([shown]);
    expect((await admin('GET', '/registrations')).body).toEqual([]);
    await signedIn(tenant, northwind, ['Priya Nair', 'Accept']);
    expect((await admin('DELETE', `/service-principals/${anyOrganization}`)).status).toBe(204);
    expect((await admin('GET', '/service-principals')).body).toEqual([]);
    expect((await admin('GET', '/consents')).body).toEqual([]);
    const gone = await admin(
      'DELETE',
      '/service-principals/Practice%20app%20for%20any%20organization',
    );
    expect(gone).toMatchObject({ status: 404 });
    await admin('PUT', `/service-principals/${anyOrganization}`, { body: {} });
    const byName = '/service-principals/Practice%20app%20for%20any%20organization';
    expect((await admin('DELETE', byName)).status).toBe(204);
  });

  test('refuses a service principal of an app that isn’t shared', async () => {
    const refused = await admin('PUT', `/service-principals/${clientIds.webApp}`, { body: {} });
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.body.error).toContain('names an app of another organization that isn’t there');
  });
});

describe('what programs and people are shown', () => {
  test('are the registrations at home only', async () => {
    await signedIn(tenant, northwind, ['Tom Berger', 'Accept']);
    const all = await tenant.tenants();
    const of = (key: string) => all.find((each) => each.key === key);
    expect(of('northwind')).toMatchObject({ registrations: [], name: 'Northwind Traders' });
    expect(of('personal')?.registrations).toEqual([]);
    expect(of('entra-id')?.registrations.map(({ clientId }) => clientId)).toContain(
      anyOrganization,
    );
    const { text } = await new HttpBrowser().open(tenant.frontOrigin);
    expect(text.match(/App registrations of Northwind/)).toBeNull();
    expect(text).toContain('App registrations of Contoso');
    expect(text).toContain('priya@northwindtraders.onmicrosoft.com');
  });
});

describe('the tenant desk', () => {
  const desk = (path: string) => `${tenant.frontOrigin}/desk/${path}`;
  const browser = new HttpBrowser();
  const enterprise = () => desk(`northwind/enterprise-applications/${anyOrganization}`);

  test('lists foreign apps with their home organization, once they’re there', async () => {
    const before = await browser.open(desk('northwind'));
    expect(before.text).toContain('Enterprise applications');
    expect(before.text).not.toContain('Practice app for any organization');
    expect((await browser.open(enterprise())).status).toBe(404);
    await signedIn(tenant, northwind, ['Tom Berger', 'Accept']);
    const after = await browser.open(desk('northwind'));
    expect(after.text).toContain(
      `href="/desk/northwind/enterprise-applications/${anyOrganization}"`,
    );
    expect(after.text).toMatch(/Practice app for any organization<\/a><\/td>\s*<td[^>]*>Contoso/);
    expect((await browser.open(enterprise())).text).toContain('registered in Contoso');
    const registration = await browser.open(desk(`northwind/registrations/${anyOrganization}`));
    expect(registration.status).toBe(404);
  });

  test('requires an assignment, consents for everyone, and deletes the app there', async () => {
    await signedIn(tenant, northwind, ['Tom Berger', 'Accept']);
    const page = await browser.open(enterprise());
    const required = { do: 'assignment-required', 'assignment-required': 'yes' };
    await browser.post(page.url, required, page.url);
    expect((await inNorthwind())?.assignmentRequired).toBe(true);
    const refused = answerOn(await visit(tenant, northwind, ['Tom Berger']));
    expect(refused['error_description']).toMatch(/^AADSTS50105: /);
    const shown = await browser.open(enterprise());
    await browser.press(shown, 'Assign', { holder: 'tom@northwindtraders.onmicrosoft.com' });
    expect(answerOn(await visit(tenant, northwind, ['Tom Berger']))).toHaveProperty('code');
    const nobody = await browser.press(shown, 'Assign', { holder: 'alex@contoso.onmicrosoft.com' });
    expect(nobody.status).toBe(400);
    expect(nobody.text).toContain('Northwind Traders has no user or group');
    await browser.press(page, 'Grant admin consent for Northwind Traders');
    expect((await inNorthwind())?.adminConsent).toContain('openid');
    await browser.press(page, 'Delete');
    expect(await tenant.directory('northwind').registrations()).toEqual([]);
    const again = await visit(tenant, northwind, ['Tom Berger']);
    expect(again.text).toContain('Permissions requested');
  });

  test('has users only for the personal accounts', async () => {
    const { text } = await browser.open(desk('personal'));
    expect(text).toContain('robin.hale@personal.example');
    for (const absent of [
      'App registrations',
      'New registration',
      'Enterprise applications',
      'New group',
    ])
      expect(text).not.toContain(absent);
    expect((await browser.open(desk('personal/new-registration'))).status).toBe(404);
  });

  test('registers an app for other organizations, and changes its account types', async () => {
    const form = await browser.open(desk('entra-id/new-registration'));
    for (const label of [
      'Single tenant only - Contoso',
      'Multiple Entra ID tenants',
      'Any Entra ID Tenant + Personal Microsoft accounts',
      'Personal accounts only',
    ])
      expect(form.text).toContain(label);
    const made = await browser.press(form, 'Register', {
      Name: 'For many',
      'account-types': 'AzureADMultipleOrgs',
      'Redirect URI (Web), one per line': redirectUri,
    });
    const clientId = made.url.split('/').at(-1) ?? '';
    const registration = () => tenant.directory('entra-id').registration(clientId);
    expect(await registration()).toMatchObject({ audience: 'anyTenant' });
    const page = await visit(tenant, northwind, ['Tom Berger'], { client_id: clientId });
    expect(page.text).toContain('Permissions requested');
    const change = { 'account-types': 'PersonalMicrosoftAccount' };
    const changed = await browser.press(made, 'Save authentication', change);
    expect(changed.text).toMatch(/Supported account types<\/dt><dd>Personal accounts only/);
    expect(await registration()).toMatchObject({
      audience: 'personalAccounts',
      personalAccounts: true,
    });
    expect(await tenant.directory('northwind').registration(clientId)).toBeUndefined();
    expect(await tenant.directory('personal').registration(clientId)).toBeDefined();
    expect(await registration()).toMatchObject({ accessTokenVersion: 2 });
    const alone = await browser.press(changed, 'Save authentication', {
      'account-types': 'AzureADMyOrg',
    });
    expect(alone.text).toContain('Single tenant only - Contoso');
    expect(await tenant.directory('personal').registration(clientId)).toBeUndefined();
  });

  test('grants at home the app roles that an app is configured to ask for', async () => {
    const home = tenant.directory('entra-id');
    const app = await home.registration(anyOrganization);
    if (app === undefined) throw new Error('It is not registered.');
    const requestedAppPermissions = { [clientIds.tasksApi]: ['Tasks.Read.All'] };
    await home.saveRegistration({ ...app, requestedAppPermissions });
    const page = await browser.open(desk(`entra-id/registrations/${anyOrganization}`));
    await browser.press(page, 'Grant admin consent for Contoso');
    const granted = await home.registration(anyOrganization);
    expect(granted?.appPermissions).toEqual(requestedAppPermissions);
    expect(granted?.adminConsent).toContain('openid');
  });

  test('offers no account types in a tenant for customers', async () => {
    const { text } = await browser.open(desk('external-id/new-registration'));
    expect(text).not.toContain('Supported account types');
  });
});
