import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpBrowser, type Page } from '../../http-browser.ts';
import { type HostedTenants, hostedTenants } from './hosted-tenants.ts';

/** Words that a visitor has put wherever words can be put. */
const words = 'Call-0800-Evil';
const spoken = 'Your bank account is locked';

let hosted: HostedTenants;
let base: string;
const clientId = () => hosted.own('22222222-2222-4222-8222-222222222222');
beforeAll(async () => {
  hosted = await hostedTenants();
  base = `${hosted.origin}/${hosted.own('contoso.onmicrosoft.com')}`;
  const user = { username: `eve@${hosted.own('contoso.onmicrosoft.com')}`, name: spoken };
  const administrator = {
    ...user,
    username: `adam@${hosted.own('contoso.onmicrosoft.com')}`,
    administrator: true,
  };
  const seed = {
    tenants: {
      'entra-id': {
        name: spoken,
        users: [user, administrator],
        groups: [{ name: spoken }],
        registrations: [
          {
            clientId: clientId(),
            name: spoken,
            description: spoken,
            homePage: 'http://localhost:3000/home',
            redirectUris: ['http://localhost:3000/auth/redirect'],
            permissions: ['User.Read'],
            allowPublicClient: true,
          },
        ],
      },
    },
  };
  const seeded = await hosted.admin('POST', '/seed', seed);
  expect([seeded.status, await seeded.text()]).toEqual([204, '']);
});
afterAll(() => hosted.close());

const request = (more: Record<string, string> = {}) =>
  `${base}/oauth2/v2.0/authorize?${new URLSearchParams({
    client_id: clientId(),
    response_type: 'code',
    redirect_uri: 'http://localhost:3000/auth/redirect',
    scope: 'openid User.Read',
    ...more,
  })}`;

const browser = () => new HttpBrowser({ stopAt: 'http://localhost:3000', fetch: asBrowser });
const asBrowser: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('accept', 'text/html');
  return fetch(input, { ...init, headers });
};

/** What every page of a hosted practice tenant has. */
function expectPracticePage(page: Page): void {
  expect(page.text).toContain('Never type a real password here');
  expect(page.text).toContain('<header class="band"><strong>Practice tenant</strong>');
  expect(page.text).toMatch(/<title>[^<]+ · Practice tenant<\/title>/);
  expect(page.headers.get('x-robots-tag')).toBe('noindex, nofollow, noarchive');
  expect(page.headers.get('x-frame-options')).toBe('DENY');
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(page.text).not.toContain(spoken);
  expect(page.text).not.toContain('<img');
}

describe('the pages of a sign-in show nothing that a visitor wrote', () => {
  test('account picker, password, and consent name the app by its client ID', async () => {
    const visitor = browser();
    const picker = await visitor.open(request());
    expectPracticePage(picker);
    expect(picker.text).toContain(`<strong>${clientId()}</strong>`);
    expect(picker.text).toContain('Alex Rivera');
    expect(picker.text).toContain('<strong>eve</strong>');
    const password = await visitor.press(picker, 'Use another account');
    expectPracticePage(password);
    const consent = await visitor.press(picker, 'eve');
    expect(consent.text).toContain('Permissions requested');
    expectPracticePage(consent);
  });

  test('a page about an administrator’s approval, and that of the second factor', async () => {
    const approval = await browser().open(request({ scope: 'openid Group.ReadWrite.All' }));
    const page = await browserAfter(approval, 'eve');
    expect(page.text).toContain('Approval required');
    expectPracticePage(page);
  });

  test('admin consent, device code, and sign-out', async () => {
    const query = new URLSearchParams({ client_id: clientId() });
    const adminConsent = await browser().open(`${base}/adminconsent?${query}`);
    expect(adminConsent.text).toContain('Permissions requested');
    expectPracticePage(adminConsent);
    expectPracticePage(await browser().open(`${base}/oauth2/v2.0/logout`));
    const started = await fetch(`${base}/oauth2/v2.0/devicecode`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId(), scope: 'openid' }),
    });
    const { user_code: code } = await started.json();
    const visitor = browser();
    const entered = await visitor.open(`${base}/oauth2/v2.0/deviceauth`);
    expectPracticePage(entered);
    const confirm = await visitor.press(entered, 'Next', { Code: code });
    expect(confirm.text).toContain(`Are you signing in to ${clientId()}?`);
    expectPracticePage(confirm);
  });

  test('error pages and the pages of a shared authority', async () => {
    const unknown = await browser().open(
      request({ client_id: '99999999-9999-4999-8999-999999999999' }),
    );
    expect(unknown.text).toContain('AADSTS700016');
    expectPracticePage(unknown);
    const shared = `${hosted.origin}/common/oauth2/v2.0/authorize?${new URLSearchParams({
      client_id: hosted.own('66666666-6666-4666-8666-666666666666'),
      response_type: 'code',
      redirect_uri: 'http://localhost:3000/auth/redirect',
      scope: 'openid',
      login_hint: words,
    })}`;
    const homeRealm = await browser().open(shared);
    expect(homeRealm.text).toContain('Or select where your account is');
    expectPracticePage(homeRealm);
    expect(homeRealm.text).not.toContain(words);
    expect(homeRealm.text).toContain('Contoso');
  });
});

/** A page of the same sign-in, after an account is picked. */
async function browserAfter(page: Page, account: string): Promise<Page> {
  const visitor = browser();
  const again = await visitor.open(page.visited[0] ?? '');
  return visitor.press(again, account);
}

describe('text from an address', () => {
  test('a username is filled in only if the tenant has the user', async () => {
    const unknown = await browser().open(request({ login_hint: words }));
    expect(unknown.text).toContain('<h1>Sign in</h1>');
    expect(unknown.text).not.toContain(words);
    const known = `alex@${hosted.own('contoso.onmicrosoft.com')}`;
    expect((await browser().open(request({ login_hint: known }))).text).toContain(
      `value="${known}"`,
    );
  });

  test.each([
    ['a redirect URI', () => request({ redirect_uri: `http://localhost/${words.repeat(100)}` })],
    ['a path', () => `${base}/${words.repeat(100)}`],
    ['a tenant', () => `${hosted.origin}/${words.repeat(100)}`],
    [
      'an error code',
      () => `${hosted.origin}/error?code=${encodeURIComponent(`${words} `.repeat(100))}`,
    ],
    ['a prompt', () => request({ prompt: words.repeat(100) })],
  ])('is on a page only as far as it can’t be a message: %s', async (_, address) => {
    const { text } = await browser().open(address());
    expect(text.split(words).length - 1).toBeLessThan(61);
  });
});

test('signing out leads nowhere but to the visitor’s machine and the lab', async () => {
  const b2c = `${hosted.origin}/${hosted.own('fabrikam.onmicrosoft.com')}/B2C_1_signupsignin/oauth2/v2.0/logout`;
  const to = (uri: string) =>
    browser().open(`${b2c}?${new URLSearchParams({ post_logout_redirect_uri: uri })}`);
  const refused = await to('https://evil.example/');
  expect(refused.url).toBe(`${b2c}?post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F`);
  expect(refused.text).not.toContain('href="https://evil.example');
  expect((await to('http://localhost:3000/goodbye')).url).toBe('http://localhost:3000/goodbye');
});

test('a name that a visitor signs up with is in the token, and on no page', async () => {
  const woodgrove = `${hosted.origin}/${hosted.own('woodgrove.onmicrosoft.com')}`;
  const directory = hosted.realm('external-id').directory;
  const user = await directory.addUser({
    username: 'm@x.example',
    email: 'm@x.example',
    name: spoken,
  });
  const address = `${woodgrove}/oauth2/v2.0/authorize?${new URLSearchParams({
    client_id: clientId(),
    response_type: 'code',
    redirect_uri: 'http://localhost:3000/auth/redirect',
    scope: 'openid',
  })}`;
  const picker = await browser().open(address);
  expectPracticePage(picker);
  expect(picker.text).toContain('<strong>m</strong>');
  expect((await directory.user(user.objectId))?.name).toBe(spoken);
});

test('a password that is typed in is nowhere afterwards', async () => {
  const secret = 'my-real-password-1';
  const visitor = browser();
  const picker = await visitor.open(request());
  const form = await visitor.press(picker, 'Use another account');
  const wrong = await visitor.press(form, 'Sign in', { Username: 'alex', Password: secret });
  expect(wrong.text).not.toContain(secret);
  const grant = { grant_type: 'password', username: 'alex', password: secret, scope: 'openid' };
  await fetch(`${base}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId(), ...grant }),
  });
  const kept = await hosted.store.list('');
  expect(kept.length).toBeGreaterThan(0);
  expect(JSON.stringify(kept)).not.toContain(secret);
  const desk = await (await fetch(`${hosted.origin}/desk/entra-id`)).text();
  expect(desk).not.toContain(secret);
});
