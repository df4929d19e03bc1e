import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { TenantKey } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import {
  answerOf,
  anyAccountApp,
  anyAccountSecret,
  askForTokens,
  contoso,
  litware,
  northwind,
  personal,
  robin,
  sam,
  sharedAddress,
  signInThrough,
  tom,
} from './any-account-app.ts';
import { appBrowser, attempt, msalApp, redirectUri } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
beforeEach(() => tenant.reset());
afterAll(() => tenant.remove());

const labels = (page: { forms: readonly { buttons: readonly { label: string }[] }[] }) =>
  page.forms.flatMap(({ buttons }) => buttons.map(({ label }) => label));

const log = z.array(z.looseObject({ clientId: z.string().optional() }));
const logOf = async (key: TenantKey) => {
  const answer = await fetch(`${tenant.adminAddress}/tenants/${key}/log`);
  return log.parse(await answer.json());
};

describe('the page that asks which tenant is the user’s own', () => {
  test.each([
    ['common', ['Contoso', 'Northwind Traders', 'Litware', 'Personal Microsoft accounts']],
    ['organizations', ['Contoso', 'Northwind Traders', 'Litware']],
  ] as const)('at /%s lists the tenants that it leads to', async (name, expected) => {
    const page = await appBrowser().open(sharedAddress(tenant, name));
    expect(page.status).toBe(200);
    expect(page.text).toContain('Practice app for any account');
    expect(labels(page)).toHaveLength(expected.length + 1);
    expect(labels(page)[0]).toBe('Next');
    for (const each of expected) expect(labels(page).join('\n')).toContain(each);
  });

  test('isn’t needed at /consumers, where all accounts are of one tenant', async () => {
    const page = await appBrowser().open(sharedAddress(tenant, 'consumers'));
    expect(page.text).toContain('Robin Hale');
    expect(page.text).not.toContain('Noor');
  });

  test('offers no personal accounts for an app that doesn’t support them, and says so to one', async () => {
    const address = sharedAddress(tenant, 'common', { client_id: clientIds.needsConsent });
    const browser = appBrowser();
    const page = await browser.open(address);
    expect(page.text).not.toContain('Personal Microsoft accounts');
    const refused = await browser.press(page, 'Next', { Username: 'robin.hale@personal.example' });
    expect(refused.text).toContain('can’t sign in here with a personal account');
  });

  test('leads a username on to its tenant’s own form, and refuses one that nobody has', async () => {
    const browser = appBrowser();
    const page = await browser.open(sharedAddress(tenant, 'common'));
    const unknown = await browser.press(page, 'Next', { Username: 'nobody@nowhere.example' });
    expect(unknown.text).toContain('We couldn’t find an account with that username.');
    expect(unknown.text).toContain('value="nobody@nowhere.example"');
    const found = await browser.press(unknown, 'Next', { Username: ' Noor@litware.example ' });
    expect(found.text).toContain('<span>Litware</span>');
    const consent = await browser.press(found, 'Sign in', { Password: 'practice' });
    const back = await browser.press(consent, 'Accept');
    const answer = await askForTokens(tenant, 'common', {
      grant_type: 'authorization_code',
      code: answerOf(back)['code'] ?? '',
      redirect_uri: redirectUri,
    });
    expect(decodeJwt(String(answer['id_token']))).toMatchObject({
      tid: litware,
      preferred_username: 'noor@litware.example',
    });
  });

  test('selects the account that is typed, whoever else is signed in at its tenant', async () => {
    const browser = appBrowser();
    const priya = ['Northwind Traders', 'Priya Nair', 'Accept'];
    await signInThrough(sharedAddress(tenant, 'common'), priya, browser);
    const select = sharedAddress(tenant, 'common', { prompt: 'select_account' });
    const typed = { Username: 'tom@northwindtraders.onmicrosoft.com' };
    const form = await browser.press(await browser.open(select), 'Next', typed);
    expect(form.text).not.toContain('Pick an account');
    const consent = await browser.press(form, 'Sign in', { Password: 'practice' });
    expect(answerOf(await browser.press(consent, 'Accept'))).toHaveProperty('code');

    const picker = await browser.press(await browser.open(select), 'Northwind Traders');
    expect(picker.text).toContain('Pick an account');
  });

  test('comes back with “Use another account”, without what the app hinted', async () => {
    const browser = appBrowser();
    const address = sharedAddress(tenant, 'common', {
      domain_hint: 'northwindtraders.onmicrosoft.com',
    });
    const picker = await browser.open(address);
    expect(picker.text).toContain('Tom Berger');
    const asked = await browser.press(picker, 'Use another account');
    expect(labels(asked).join('\n')).toContain('Litware');
    const back = await signInThrough(asked.url, ['Litware', 'Eli Marsh', 'Accept'], browser);
    expect(answerOf(back)).toMatchObject({ state: 'the-state', code: expect.any(String) });
  });

  test('comes back empty, even if the app hinted at a user', async () => {
    const browser = appBrowser();
    const hint = { login_hint: 'tom@northwindtraders.onmicrosoft.com', prompt: 'select_account' };
    const picker = await browser.open(sharedAddress(tenant, 'common', hint));
    const asked = await browser.press(picker, 'Use another account');
    expect(labels(asked).join('\n')).toContain('Litware');
    expect(asked.text).not.toContain(hint.login_hint);
  });

  test('isn’t offered at a tenant’s own endpoint, nor at /consumers', async () => {
    const own = sharedAddress(tenant, 'common').replace('/common/', `/${contoso}/`);
    for (const address of [own, sharedAddress(tenant, 'consumers')]) {
      const browser = appBrowser();
      const form = await browser.press(await browser.open(address), 'Use another account');
      expect(form.text).toContain('Password');
    }
  });

  test.each(['query', 'fragment', 'form_post'])(
    'lets the response come in the mode %s',
    async (mode) => {
      const address = sharedAddress(tenant, 'common', { response_mode: mode });
      const page = await signInThrough(address, tom);
      const { hash, searchParams } = new URL(page.url);
      const answer = {
        query: Object.fromEntries(searchParams),
        fragment: Object.fromEntries(new URLSearchParams(hash.slice(1))),
        form_post: page.posted ?? {},
      }[mode];
      expect(answer).toMatchObject({ code: expect.any(String), state: 'the-state' });
    },
  );

  test('comes for a posted request as well, which isn’t lost', async () => {
    const address = new URL(sharedAddress(tenant, 'organizations', { state: 'posted' }));
    const browser = appBrowser();
    const page = await browser.post(
      address.origin + address.pathname,
      Object.fromEntries(address.searchParams),
    );
    const back = await signInThrough(page.url, tom, browser);
    expect(answerOf(back)).toMatchObject({ code: expect.any(String), state: 'posted' });
  });

  test('comes only once the app, its redirect URI, and its account types are right', async () => {
    const refused = async (name: 'common' | 'organizations' | 'consumers', changes: object) => {
      const page = await appBrowser().open(sharedAddress(tenant, name, { ...changes }));
      return [page.status, /AADSTS\d+|unauthorized_client/.exec(page.text)?.[0]];
    };
    const evil = { redirect_uri: 'https://evil.example/' };
    expect(await refused('common', evil)).toEqual([400, 'AADSTS50011']);
    const unknown = { client_id: '99999999-9999-4999-8999-999999999999' };
    expect(await refused('common', unknown)).toEqual([400, 'AADSTS700016']);
    expect(await refused('consumers', unknown)).toEqual([400, 'unauthorized_client']);
    const ofOne = { client_id: clientIds.webApp };
    expect(await refused('common', ofOne)).toEqual([400, 'AADSTS50194']);
    expect(await refused('organizations', ofOne)).toEqual([400, 'AADSTS50194']);
    const forWork = { client_id: clientIds.needsConsent };
    expect(await refused('consumers', forWork)).toEqual([400, 'unauthorized_client']);
    expect(await refused('common', { client_id: undefined })).toEqual([400, 'AADSTS900144']);
  });

  test('never comes for an app for personal accounts only, which belongs to /consumers', async () => {
    const directory = tenant.directory('entra-id');
    const app = await directory.registration(clientIds.anyAccount);
    if (app === undefined) throw new Error('The app is not registered.');
    await directory.saveRegistration({ ...app, audience: 'personalAccounts' });
    const page = await appBrowser().open(sharedAddress(tenant, 'common'));
    expect(page.text).toContain('AADSTS9002346: ');
    const back = await signInThrough(sharedAddress(tenant, 'consumers'), robin.slice(1));
    const code = answerOf(back)['code'] ?? '';
    const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
    const elsewhere = await askForTokens(tenant, 'common', grant);
    expect(elsewhere).toHaveProperty('id_token');
    const device = await fetch(`${tenant.origin}/common/oauth2/v2.0/devicecode`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: clientIds.anyAccount,
        client_secret: anyAccountSecret,
        scope: 'openid',
      }),
    });
    expect(await device.json()).toMatchObject({ error_codes: [9002331] });
  });
});

describe('what names the tenant instead of the page', () => {
  test.each([
    [{ login_hint: 'tom@northwindtraders.onmicrosoft.com' }, '<span>Northwind Traders</span>'],
    [{ login_hint: 'robin.hale@personal.example' }, '<span>Personal Microsoft accounts</span>'],
    // A guest of Contoso, at home in Litware.
    [{ login_hint: 'noor@litware.example' }, '<span>Litware</span>'],
    [{ domain_hint: 'litware.example' }, '<span>Litware</span>'],
    [{ domain_hint: 'consumers' }, '<span>Personal Microsoft accounts</span>'],
  ])('%o', async (hint, expected) => {
    const page = await appBrowser().open(sharedAddress(tenant, 'common', hint));
    expect(page.text).toContain(expected);
  });

  test('a hint of somebody who can’t sign in here leads to the page, which says so', async () => {
    const hint = { login_hint: 'robin.hale@personal.example' };
    const page = await appBrowser().open(sharedAddress(tenant, 'organizations', hint));
    expect(page.text).toContain('can’t sign in here with a personal account');
    expect(page.text).toContain('Northwind Traders');
  });

  test('a session, but not for prompt=select_account', async () => {
    const browser = appBrowser();
    await signInThrough(sharedAddress(tenant, 'common'), tom, browser);
    const again = await browser.open(sharedAddress(tenant, 'organizations'));
    expect(answerOf(again)).toHaveProperty('code');
    const select = { prompt: 'select_account' };
    const asked = await browser.open(sharedAddress(tenant, 'common', select));
    expect(asked.text).toContain('tom@northwindtraders.onmicrosoft.com');
    expect(labels(asked).join('\n')).toContain('Litware');
  });

  test('the user, where one browser has sessions of two organizations and a personal account', async () => {
    const browser = appBrowser();
    const claims = async (press: readonly string[], changes = {}) => {
      const address = sharedAddress(tenant, 'common', changes);
      const code = answerOf(await signInThrough(address, press, browser))['code'] ?? '';
      const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
      return decodeJwt(String((await askForTokens(tenant, 'common', grant))['id_token']));
    };
    const select = { prompt: 'select_account' };
    expect(await claims(tom)).toMatchObject({ tid: northwind, name: 'Tom Berger' });
    expect(await claims(sam, select)).toMatchObject({ tid: contoso, name: 'Sam Okafor' });
    expect(await claims(robin, select)).toMatchObject({ tid: personal, name: 'Robin Hale' });

    // All three are still signed in: selecting one, or a hint, is enough.
    expect(await claims(['Northwind Traders'])).toMatchObject({ tid: northwind });
    const hint = { login_hint: 'robin.hale@personal.example', prompt: 'none' };
    expect(await claims([], hint)).toMatchObject({ tid: personal, name: 'Robin Hale' });

    const silent = await browser.open(sharedAddress(tenant, 'common', { prompt: 'none' }));
    expect(answerOf(silent)).toMatchObject({
      error: 'interaction_required',
      error_description: expect.stringMatching(/^AADSTS16000: /),
      state: 'the-state',
    });
  });
});

describe('prompt=none', () => {
  const none = { prompt: 'none' };

  test.each(['common', 'organizations', 'consumers'] as const)(
    'at /%s without a session is login_required',
    async (name) => {
      const page = await appBrowser().open(sharedAddress(tenant, name, none));
      expect(answerOf(page)).toMatchObject({
        error: 'login_required',
        error_description: expect.stringMatching(/^AADSTS50058: /),
        state: 'the-state',
      });
    },
  );

  test('takes the one session, and no session of a tenant that the name doesn’t lead to', async () => {
    const browser = appBrowser();
    await signInThrough(sharedAddress(tenant, 'common'), robin, browser);
    expect(answerOf(await browser.open(sharedAddress(tenant, 'common', none)))).toHaveProperty(
      'code',
    );
    expect(
      answerOf(await browser.open(sharedAddress(tenant, 'organizations', none))),
    ).toMatchObject({
      error: 'login_required',
    });
  });

  test('answers in a form where the app wants one', async () => {
    const form = { ...none, response_mode: 'form_post' };
    const page = await appBrowser().open(sharedAddress(tenant, 'common', form));
    expect(page.posted).toMatchObject({ error: 'login_required', state: 'the-state' });
  });
});

describe('at a tenant’s own endpoint', () => {
  const own = (id: string, client: string) =>
    sharedAddress(tenant, 'common', { client_id: client }).replace('/common/', `/${id}/`);
  const typed = async (address: string, username: string, password = 'practice') => {
    const browser = appBrowser();
    const form = await browser.press(await browser.open(address), 'Use another account');
    return browser.press(form, 'Sign in', { Username: username, Password: password });
  };

  test.each([
    ['tom@northwindtraders.onmicrosoft.com', `https://sts.windows.net/${northwind}/`],
    ['robin.hale@personal.example', 'live.com'],
  ])('%s, who isn’t a guest, sees AADSTS50020', async (username, idp) => {
    const page = await typed(own(contoso, clientIds.webApp), username);
    expect(page.status).toBe(400);
    expect(page.text).toContain('AADSTS50020: ');
    for (const part of [username, idp, 'Contoso', clientIds.webApp]) {
      expect(page.text.replaceAll('&#39;', "'")).toContain(part);
    }
    const home = idp === 'live.com' ? 'personal' : 'northwind';
    const entry = { endpoint: 'authorize', clientId: clientIds.webApp, outcome: 'failure' };
    expect(await logOf('entra-id')).toContainEqual(
      expect.objectContaining({ ...entry, code: 'AADSTS50020' }),
    );
    expect(await logOf(home)).toContainEqual(
      expect.objectContaining({ ...entry, code: 'AADSTS90072' }),
    );
  });

  test('their own tenant checks the password first', async () => {
    const page = await typed(
      own(contoso, clientIds.webApp),
      'tom@northwindtraders.onmicrosoft.com',
      'wrong',
    );
    expect(page.text).toContain('Your username or password is incorrect.');
    expect(page.text).not.toContain('AADSTS50020');
  });

  test('a guest signs in', async () => {
    const page = await typed(own(contoso, clientIds.webApp), 'noor@litware.example');
    expect(answerOf(page)).toHaveProperty('code');
  });

  test('a name that nobody has is refused on the form', async () => {
    const page = await typed(own(contoso, clientIds.webApp), 'nobody@nowhere.example');
    expect(page.text).toContain('no account nobody@nowhere.example');
  });
});

describe('MSAL', () => {
  test.each([
    ['common', tom, northwind],
    ['common', robin, personal],
    ['organizations', ['Litware', 'Eli Marsh', 'Accept'], litware],
    ['consumers', ['Kim Duarte', 'Accept'], personal],
  ] as const)('at /%s makes the account of the user’s tenant: %s', async (name, press, id) => {
    const app = anyAccountApp(tenant, name);
    const { account, idTokenClaims } = await (await attempt(app, { press })).redeem();
    const oid = String(Object(idTokenClaims)['oid']);
    expect(account).toMatchObject({
      tenantId: id,
      localAccountId: oid,
      homeAccountId: `${oid}.${id}`,
    });
    expect(idTokenClaims).toMatchObject({ tid: id, iss: `${tenant.origin}/${id}/v2.0` });
  });

  test.each([
    [contoso, 'Noor Haddad', `0e0e0e0e-0000-4000-8000-000000000002.${litware}`],
    [northwind, 'Mira Lindqvist', `0a0a0a0a-0000-4000-8000-000000000003.${contoso}`],
  ])(
    'at %s makes the account at home of a guest, %s, and renews its tokens',
    async (authority, name, atHome) => {
      const app = anyAccountApp(tenant, authority);
      const { answer, redeem } = await attempt(app, { press: [name, 'Accept'] });
      const [uid, utid] = atHome.split('.');
      expect(JSON.parse(Buffer.from(answer['client_info'] ?? '', 'base64url').toString())).toEqual({
        uid,
        utid,
      });
      const { account, idTokenClaims } = await redeem();
      if (account === null) throw new Error('There is no account.');
      expect(account).toMatchObject({ homeAccountId: atHome, tenantId: authority });
      expect(account.localAccountId).toBe(String(Object(idTokenClaims)['oid']));
      expect(account.localAccountId).not.toBe(uid);
      const request = { account, scopes: ['User.Read'], forceRefresh: true };
      expect(await app.acquireTokenSilent(request)).toMatchObject({
        tenantId: authority,
        fromCache: false,
      });
    },
  );

  test('makes the account of a guest whose organization isn’t here', async () => {
    const elsewhere = '0c0c0c0c-9999-4999-8999-999999999999';
    const directory = tenant.directory('entra-id');
    const noor = (await directory.users()).find(({ homeTenant }) => homeTenant === litware);
    if (noor === undefined) throw new Error('There is no guest.');
    await directory.saveUser({ ...noor, homeTenant: elsewhere });
    const app = anyAccountApp(tenant, contoso);
    const { account } = await (await attempt(app, { press: ['Noor', 'Accept'] })).redeem();
    expect(account?.homeAccountId).toBe(`${noor.objectId}.${elsewhere}`);
  });

  test('lets a guest of one organization in as a user of the other', async () => {
    const app = msalApp(tenant, 'entra-id', {
      clientId: clientIds.anyAccount,
      credential: { clientSecret: anyAccountSecret },
      authority: `${tenant.origin}/common`,
    });
    const press = ['Litware', 'Noor Haddad', 'Accept'];
    const { idTokenClaims } = await (await attempt(app, { press })).redeem();
    expect(idTokenClaims).toMatchObject({ tid: litware });
    expect(idTokenClaims).not.toHaveProperty('idp');
  });
});

test('a sign-in is in the log of the user’s own tenant, and in no other', async () => {
  const app = anyAccountApp(tenant, 'common');
  await (await attempt(app, { press: tom })).redeem();
  const apps = async (key: TenantKey) => (await logOf(key)).map(({ clientId }) => clientId);
  expect(await apps('northwind')).toContain(clientIds.anyAccount);
  for (const key of ['entra-id', 'litware', 'personal'] as const) {
    expect(await apps(key)).not.toContain(clientIds.anyAccount);
  }
});

describe('what isn’t for that page', () => {
  test.each(['PUT', 'DELETE'])('%s at /common is refused as at a tenant', async (method) => {
    const answer = await fetch(sharedAddress(tenant, 'common'), { method, redirect: 'manual' });
    expect(await answer.text()).toContain('AADSTS900561');
    expect(answer.headers.get('location')).toBeNull();
  });

  test('consent for personal accounts, which have no administrator', async () => {
    const query = new URLSearchParams({
      client_id: clientIds.anyAccount,
      redirect_uri: redirectUri,
      scope: 'openid',
      state: 's',
    });
    const page = await appBrowser().open(
      `${tenant.frontOrigin}/consumers/v2.0/adminconsent?${query}`,
    );
    expect(page.status).toBe(400);
    expect(page.text).toContain('personal accounts have no administrator');
  });
});
