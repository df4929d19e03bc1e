import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  contoso,
  litware,
  personalAccounts,
} from '../../src/practice-tenant/directory/tenant-ids.ts';
import { accountTypes, type DemoName } from '../../src/scenarios/demos.ts';
import type { RunningSite } from '../e2e/running-site.ts';
import { type RedisProcess, startRedis } from '../faults/redis-process.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import {
  agree,
  demoOf,
  type Person,
  pick,
  signIn,
  startSite,
  traceOf,
  unexplained,
  wordsOf,
} from './practice-site.ts';

const northwindTraders = '0f0f0f0f-6666-4666-8666-666666666666';
const of = (organization: string, name: string): Person => ({ name, organization });
const alex = of('Contoso', 'Alex Rivera');
const guestOfContoso = of('Contoso', 'Noor Haddad');
const priya = of('Northwind Traders', 'Priya Nair');
const tom = of('Northwind Traders', 'Tom Berger');
const guestOfNorthwind = of('Northwind Traders', 'Mira Lindqvist');
const noor = of('Litware', 'Noor Haddad');
const eli = of('Litware', 'Eli Marsh');
const robin = of('Personal Microsoft accounts', 'Robin Hale');
const kim: Person = { name: 'Kim Duarte' };

const buttonsOf = (page: Page) =>
  page.forms.flatMap(({ buttons }) => buttons.map(({ label }) => label));

describe.each(['memory', 'Redis'] as const)('with sessions in %s, a live demo', (store) => {
  let redis: RedisProcess | undefined;
  let site: RunningSite;
  beforeAll(async () => {
    if (store === 'Redis') redis = await startRedis();
    site = await startSite(redis ? { REDIS_URL: redis.url } : {});
    for (const accountType of accountTypes)
      await agree(site.origin, demoOf(`entra-id-${accountType}`));
  });
  afterAll(async () => {
    await site?.stop();
    await redis?.stop();
  });

  const home = (demoName: DemoName) => `${site.origin}/demo/${demoName}/`;
  const traceText = async (browser: HttpBrowser, demoName: DemoName) =>
    (await browser.open(`${home(demoName)}trace.txt`)).text;

  it.each<[string, DemoName, Person, string]>([
    ['an administrator of the app’s own organization', 'entra-id-organizations', alex, contoso],
    ['an administrator of another one', 'entra-id-organizations', priya, northwindTraders],
    ['a member of another one', 'entra-id-common', tom, northwindTraders],
    [
      'a guest, as a user of the inviting tenant',
      'entra-id-common',
      guestOfNorthwind,
      northwindTraders,
    ],
    ['a guest from a tenant that isn’t on the list', 'entra-id-common', guestOfContoso, contoso],
    ['a personal account', 'entra-id-common', robin, personalAccounts],
    ['a personal account where there are no others', 'entra-id-consumers', kim, personalAccounts],
  ])('lets in %s', async (_, demoName, person, tenantId) => {
    const browser = new HttpBrowser();
    const page = await signIn(browser, site.origin, demoName, person);
    expect(page.url).toBe(`${home(demoName)}#result`);
    expect(wordsOf(page)).toContain(`You are signed in as ${person.name}`);
    expect(page.text).toContain(`<dt>Tenant</dt><dd><code>${tenantId}</code>`);
    expect(unexplained(page)).toEqual([]);
    const text = await traceText(browser, demoName);
    expect(text).toContain(`tid: ${tenantId}\n`);
    expect(text).toMatch(new RegExp(`iss: https://localhost:\\d+/${tenantId}/v2\\.0\\n`));
  });

  it.each<[DemoName, Person]>([
    ['entra-id-organizations', noor],
    ['entra-id-common', eli],
  ])(
    'turns away a user of a tenant that %s doesn’t list, and names no one',
    async (demoName, person) => {
      const browser = new HttpBrowser();
      const page = await signIn(browser, site.origin, demoName, person);
      expect(page.status).toBe(403);
      expect(wordsOf(page)).toContain('Error code: tenant_not_allowed');
      expect(wordsOf(await browser.open(home(demoName)))).toContain('You aren’t signed in.');
      expect(browser.cookieNames(site.origin)).not.toContain(`lab.${demoName}.session`);
      const text = await traceText(browser, demoName);
      expect(text).toContain(`tid: ${litware}\n`);
      expect(text).toContain('error (page): tenant_not_allowed');
      expect(text).not.toMatch(/Noor|Eli|litware\.example|eli@/);
      // They are signed in at the identity provider, which must ask all the same.
      const again = await browser.press(page, 'Sign in with another account');
      expect(wordsOf(await pick(browser, again, tom))).toContain('You are signed in as Tom Berger');
    },
  );

  it.each<[DemoName, string]>([
    ['entra-id-organizations', northwindTraders],
    ['entra-id-common', personalAccounts],
    ['entra-id-consumers', personalAccounts],
  ])('%s renews tokens and signs out at the user’s own tenant', async (demoName, tenantId) => {
    const browser = new HttpBrowser();
    const page = await browser.press(await signIn(browser, site.origin, demoName), 'Call the API');
    expect(wordsOf(page)).toContain('The API returned status 200');
    expect(traceOf(page)).toEqual(expect.arrayContaining(['refresh', 'refresh-answer']));
    const text = await traceText(browser, demoName);
    const renewal = /The app renews the tokens\n +POST (\S+)/.exec(text)?.[1] ?? '';
    expect(new URL(renewal).pathname).toBe(`/${tenantId}/oauth2/v2.0/token`);
    const out = await browser.press(page, 'Sign out');
    expect(wordsOf(out)).toContain('You are signed out , both here and at the identity provider');
    const signOut = out.visited.find((url) => url.includes('/oauth2/v2.0/logout')) ?? '';
    expect(new URL(signOut).pathname).toBe(`/${tenantId}/oauth2/v2.0/logout`);
    expect(wordsOf(await browser.open(home(demoName)))).not.toContain(demoOf(demoName).user.name);
  });

  it.each<[DemoName, string, Person]>([
    ['entra-id-organizations', 'northwind', tom],
    ['entra-id-common', 'personal', robin],
    ['entra-id-consumers', 'personal', kim],
  ])(
    '%s ends its session when the identity provider of a user of %s says so',
    async (demoName, _, person) => {
      const desk = `http://127.0.0.1:${site.ports.front}/desk/entra-id/registrations/${demoOf(demoName).clientId}`;
      const address = `${site.origin}/auth/front-channel-logout/${demoName}`;
      const operator = new HttpBrowser();
      const fields = { 'Front-channel logout URL': address };
      const saved = await operator.press(await operator.open(desk), 'Save authentication', fields);
      expect(saved.status).toBe(200);

      const browser = new HttpBrowser();
      const page = await signIn(browser, site.origin, demoName, person);
      const tenantId = /<dt>Tenant<\/dt><dd><code>([^<]+)/.exec(page.text)?.[1];
      const left = await browser.open(
        `http://127.0.0.1:${site.ports.front}/${tenantId}/oauth2/v2.0/logout`,
      );
      const frame = /<iframe src="([^"]+)"/.exec(left.text)?.[1]?.replaceAll('&#38;', '&') ?? '';
      expect(frame).toContain(`${address}?`);
      expect(wordsOf(await browser.open(home(demoName)))).toContain(person.name);
      // A browser sends no cookies from a frame of another site.
      expect((await new HttpBrowser().open(frame)).status).toBe(204);
      expect(wordsOf(await browser.open(home(demoName)))).toContain('You aren’t signed in.');
    },
  );

  it('keeps apart from those for other account types: sessions, traces, and responses', async () => {
    const browser = new HttpBrowser();
    const page = await signIn(browser, site.origin, 'entra-id-common', alex);
    for (const other of ['entra-id', 'entra-id-organizations', 'entra-id-consumers'] as const) {
      const elsewhere = await browser.open(home(other));
      expect(wordsOf(elsewhere)).toContain('You aren’t signed in.');
      expect(traceOf(elsewhere)).toEqual([]);
    }
    const callback = page.visited.find((url) => url.includes('/auth/redirect/')) ?? '';
    const swapped = callback.replace('/entra-id-common?', '/entra-id-organizations?');
    expect((await browser.open(swapped)).status).toBe(400);
    expect(wordsOf(await browser.open(home('entra-id-organizations')))).not.toContain('Alex');
    // Nobody is asked again at the identity provider, but the app keeps a session of its own.
    const organizations = await browser.open(home('entra-id-organizations'));
    const second = await browser.press(organizations, 'Sign in');
    expect(second.url).toBe(`${home('entra-id-organizations')}#result`);
    const all = wordsOf(await browser.open(`${site.origin}/demo/`));
    expect(all).toContain(
      'Signed in as Alex Rivera (Entra ID, any organization and personal accounts)',
    );
    expect(all).toContain('Signed in as Alex Rivera (Entra ID, any organization)');
    await browser.press(second, 'Forget this trace');
    expect(traceOf(await browser.open(home('entra-id-common')))).not.toEqual([]);
  });

  it.each<[DemoName, Person]>([
    ['entra-id-common', alex],
    ['entra-id-consumers', kim],
  ])(
    '%s shows no app roles, because its registration accepts personal accounts',
    async (demoName, person) => {
      const page = await signIn(new HttpBrowser(), site.origin, demoName, person);
      expect(wordsOf(page)).toContain(person.name);
      expect(page.text).not.toContain('<dt>Roles</dt>');
      expect(page.text).not.toContain('Open the page for administrators');
    },
  );

  it.each<[DemoName, Person, Person]>([
    ['entra-id', { name: 'Alex Rivera' }, { name: 'Sam Okafor' }],
    ['entra-id-organizations', priya, tom],
    ['external-id', { name: 'Alex Rivera' }, { name: 'Sam Okafor' }],
  ])(
    '%s shows the page for administrators to those who have the role',
    async (demoName, admin, member) => {
      const browser = new HttpBrowser();
      const page = await signIn(browser, site.origin, demoName, admin);
      expect(page.text).toContain('<dt>Roles</dt><dd>Admin</dd>');
      const opened = await browser.press(page, 'Open the page for administrators');
      expect(opened.url).toBe(`${home(demoName)}#result`);
      expect(wordsOf(opened)).toContain('This page is for administrators');
      expect(traceOf(opened).slice(-2)).toEqual(['admin-page', 'admin-page-answer']);
      expect(unexplained(opened)).toEqual([]);
      expect(await traceText(browser, demoName)).toContain('roles: ["Admin"]');

      const other = new HttpBrowser();
      const without = await signIn(other, site.origin, demoName, member);
      expect(without.text).toContain('<dt>Roles</dt><dd>none</dd>');
      const refused = await other.press(without, 'Open the page for administrators');
      expect(refused.status).toBe(403);
      expect(wordsOf(refused)).toMatch(/Error code: role_missing .* What it takes: Admin /);
      // A sign-in would end here again, so there is none.
      expect(buttonsOf(refused)).toEqual(['Forget this trace']);
      const back = await other.open(home(demoName));
      expect(wordsOf(back)).toContain(member.name);
      expect(traceOf(back).slice(-2)).toEqual(['admin-page', 'failed']);
    },
  );
});
