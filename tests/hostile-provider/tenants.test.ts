import { describe, expect, test } from 'vitest';
import { zipTarget } from './express-target.ts';
import { type Forgery, type HostileProvider, personalTenant } from './provider.ts';
import { tenantId as contoso } from './registration.ts';
import { stage } from './running.ts';
import { targets } from './targets.ts';
import { Visitor } from './visitor.ts';

const northwind = '0f0f0f0f-6666-4666-8666-666666666666';
const litware = '0e0e0e0e-5555-4555-8555-555555555555';
const minutes = 60_000;

type ForgeryFor = (provider: HostileProvider) => Forgery;

/** Some claims changed; undefined takes one away. */
const claiming = (changes: Record<string, unknown>): Forgery => ({
  claims: (claims) => JSON.parse(JSON.stringify({ ...claims, ...changes })),
});

/** A token of this tenant, in all that makes it one. */
const from =
  (tenant: string, tid: string | undefined = tenant): ForgeryFor =>
  (provider) =>
    claiming({ iss: provider.issuerOf(tenant), tid });

/** Keys that are for this issuer, or for none in particular. */
const keysFor =
  (tenant: string | undefined): ForgeryFor =>
  (provider) => ({
    keys: () => ({
      keys: provider.publishedKeys().keys.map(({ issuer: _, ...key }) => ({
        ...key,
        ...(tenant && { issuer: provider.issuerOf(tenant) }),
      })),
    }),
  });

const refused: [what: string, forgery: ForgeryFor][] = [
  ['of a tenant that is not on the list', from(litware)],
  ['of a personal account, where only organizations sign in', from(personalTenant)],
  ['whose tid is allowed, but iss is not', from(litware, contoso)],
  ['whose iss is allowed, but tid is not', from(contoso, litware)],
  ['of two tenants, both allowed', from(northwind, contoso)],
  ['without tid', ({ issuer }) => claiming({ iss: issuer, tid: undefined })],
  ['with tid as a list', ({ issuer }) => claiming({ iss: issuer, tid: [contoso] })],
  ['whose tid is a domain', from('contoso.com')],
  ['whose tid is the placeholder', from('{tenantid}')],
  ['whose tid is a path with an allowed one', from(`../${contoso}`)],
  ['whose tid has an allowed one in it', from(`${contoso}/${litware}`)],
  ['whose tid begins with a dollar, which replacing text could take for itself', from('$&')],
  [
    'of an allowed tenant on another host',
    () => claiming({ iss: `https://evil.example/${contoso}/v2.0` }),
  ],
  ['of an allowed tenant with another ending', ({ issuer }) => claiming({ iss: `${issuer}/` })],
  ['of version 1.0', () => claiming({ iss: `https://sts.windows.net/${contoso}/` })],
];

describe.each(targets)('users of several organizations at the $name', (target) => {
  const on = stage(target, {
    accountType: 'organizations',
    allowedTenants: `${contoso} ${northwind}`,
  });

  test.each([
    ['one', contoso],
    ['another', northwind],
  ])('of %s tenant on the list are let in', async (_, tenant) => {
    on.provider.forge = from(tenant)(on.provider);
    expect((await on.visitor.signIn()).status).toBe(200);
    expect(await on.visitor.isSignedIn()).toBe(true);
  });

  test.each(refused)('T4 a token %s is refused', async (_, forgery) => {
    on.provider.forge = forgery(on.provider);
    await on.visitor.expectRefused(await on.visitor.signIn());
  });

  test('T4 someone of another tenant is told so, and can choose another account', async () => {
    on.provider.forge = from(litware)(on.provider);
    const page = await on.visitor.signIn();
    expect(page.status).toBe(403);
    expect(page.text).toContain('let in the account that you signed in with');
    expect(on.app.output()).toContain(`tenant ${litware} is not among ALLOWED_TENANTS`);
    if (target === zipTarget)
      expect(page.text).toContain('<input type="hidden" name="prompt" value="select_account">');
  });

  test('T13 metadata with the issuer of one tenant is not that of several', async () => {
    const own = stageOf(on, { discovery: (honest) => ({ ...honest, issuer: on.provider.issuer }) });
    await on.app.moveClock(61 * minutes);
    await own.expectRefused(await own.startSignIn());
    expect(on.app.output()).toContain('provider_untrusted');
  });

  test('T15 renewed tokens of another tenant end the session', async () => {
    await on.visitor.signIn();
    on.provider.forge = from(northwind)(on.provider);
    expect((await on.visitor.callApi()).text).not.toContain('hello');
    expect(on.provider.askedFor('/token')).toHaveLength(2);
    on.provider.forge = {};
    expect(await on.visitor.isSignedIn()).toBe(false);
    expect(on.provider.askedFor('/api')).toEqual([]);
  });

  test('tokens are renewed, and users sign out, at their own tenant', async () => {
    on.provider.forge = from(northwind)(on.provider);
    await on.visitor.signIn();
    expect((await on.visitor.callApi()).text).toContain('hello');
    const [redeemed, renewed] = on.provider.askedFor('/token');
    expect(redeemed?.path).toMatch(/^\/organizations\/oauth2\/v2\.0\/token/);
    expect(renewed?.path).toContain(`/${northwind}/oauth2/v2.0/token`);
    expect(new URL((await on.visitor.signOut()).url).pathname).toBe(
      `/${northwind}/oauth2/v2.0/logout`,
    );
  });

  test('front-channel sign-out by one tenant leaves the session of another alone', async () => {
    on.provider.forge = from(northwind)(on.provider);
    await on.visitor.signIn();
    const signOutBy = (iss: string) =>
      on.visitor.open(
        `${on.app.frontChannelLogoutPath}?${new URLSearchParams({ sid: 'provider-session-1', iss })}`,
      );
    await signOutBy(on.provider.issuer);
    expect(await on.visitor.isSignedIn()).toBe(true);
    await signOutBy(`https://evil.example/${northwind}/v2.0`);
    expect(await on.visitor.isSignedIn()).toBe(true);
    await signOutBy(on.provider.issuerOf(northwind));
    expect(await on.visitor.isSignedIn()).toBe(false);
  });

  test.each([
    ['the tenant of its token', northwind, 200],
    ['another tenant, though it is allowed', contoso, 400],
    ['no tenant', 'contoso.com', 400],
  ])('a response that names %s: %s, %i', async (_, named, status) => {
    on.provider.forge = {
      ...from(northwind)(on.provider),
      answer: (answer) => answer.set('iss', on.provider.issuerOf(named)),
    };
    expect((await on.visitor.signIn()).status).toBe(status);
  });
});

/** A visitor at a provider that does something wrong. */
function stageOf(on: ReturnType<typeof stage>, forgery: Forgery): Visitor {
  on.provider.forge = forgery;
  return new Visitor(on.app, on.provider);
}

describe.each(targets)('keys for one issuer at the $name', (target) => {
  const on = stage(target, { accountType: 'common', allowedTenants: 'any' });

  // Keys are kept for ten minutes, and fetched at most five times a minute.
  let time = 0;
  const signInWith = async (...forgeries: ForgeryFor[]) => {
    time += 61 * minutes;
    await on.app.moveClock(time);
    on.provider.forge = Object.assign({}, ...forgeries.map((forgery) => forgery(on.provider)));
    const claims = on.provider.forge.claims ?? ((honest) => honest);
    const seconds = Math.floor((Date.now() + time) / 1000);
    on.provider.forge.claims = (honest) => ({
      ...claims(honest),
      iat: seconds,
      nbf: seconds,
      exp: seconds + 3600,
    });
    return on.visitor.signIn();
  };

  test.each([
    ['an organization with a key of all organizations', '{tenantid}', litware],
    ['a personal account with a key of personal accounts', personalTenant, personalTenant],
    ['an organization with a key of its own', litware, litware],
  ])('of %s', async (_, issuer, tenant) => {
    const page = await signInWith(keysFor(issuer), from(tenant));
    expect(page.status).toBe(200);
  });

  test.each([
    ['an organization with a key of personal accounts', personalTenant, litware],
    ['a personal account with a key of an organization', litware, personalTenant],
    ['an organization with a key of another', contoso, litware],
    ['an organization with a key that names no issuer', undefined, litware],
  ])('T4 of %s is refused', async (_, issuer, tenant) => {
    const page = await signInWith(keysFor(issuer), from(tenant));
    await on.visitor.expectRefused(page);
    expect(on.app.output()).toContain('the key is for another issuer');
  });

  test('T4 a key of another issuer on another host, or none that is text, is refused', async () => {
    for (const issuer of ['https://evil.example/{tenantid}/v2.0', 7, null]) {
      const keys = on.provider.publishedKeys().keys.map((key) => ({ ...key, issuer }));
      await on.visitor.expectRefused(await signInWith(() => ({ keys: () => ({ keys }) })));
    }
  });

  test('T13 a tenant that describes itself as another one renews nothing', async () => {
    const tenant = '0e0e0e0e-5555-4555-8555-55555555aaaa';
    await signInWith(from(tenant));
    on.provider.asked = [];
    on.provider.forge.discovery = (honest) =>
      honest['issuer'] === on.provider.issuerOf(tenant)
        ? on.provider.discoveryDocument(contoso)
        : honest;
    expect((await on.visitor.callApi()).text).not.toContain('hello');
    expect(on.provider.askedFor(`/${tenant}/v2.0/.well-known`)).toHaveLength(1);
    expect(on.provider.askedFor('/token').concat(on.provider.askedFor('/api'))).toEqual([]);
  });

  test('any organization and any personal account is let in, and no one else', async () => {
    for (const tenant of [litware, personalTenant])
      expect((await signInWith(from(tenant))).status).toBe(200);
    await on.visitor.signOut();
    await on.visitor.expectRefused(await signInWith(from('contoso.com')));
  });
});

describe.each(targets)('a list without personal accounts at the $name', (target) => {
  const on = stage(target, { accountType: 'common', allowedTenants: contoso });

  test('T4 keeps them out', async () => {
    on.provider.forge = from(personalTenant)(on.provider);
    const page = await on.visitor.signIn();
    expect(page.status).toBe(403);
    await on.visitor.expectRefused(page);
  });
});

describe.each(targets)('personal accounts only at the $name', (target) => {
  const on = stage(target, { accountType: 'consumers', allowedTenants: 'any' });

  test('are let in', async () => {
    on.provider.forge = from(personalTenant)(on.provider);
    expect((await on.visitor.signIn()).status).toBe(200);
  });

  test('T4 an organization is not, though the list is for any', async () => {
    await on.visitor.expectRefused(await on.visitor.signIn());
  });
});

describe.each(targets)('one tenant at the $name', (target) => {
  const on = stage(target);

  test('T4 does not accept a token that is signed with a key of another issuer', async () => {
    on.provider.forge = keysFor(personalTenant)(on.provider);
    await on.visitor.expectRefused(await on.visitor.signIn());
  });
});
