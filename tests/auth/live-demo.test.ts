import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFacts } from '../../src/scenarios/demos.ts';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import type { RunningSite } from '../e2e/running-site.ts';
import { HttpBrowser } from '../http-browser.ts';
import {
  agree,
  demos,
  pick,
  signIn,
  startSite,
  traceOf,
  unexplained,
  wordsOf,
} from './practice-site.ts';

let site: RunningSite;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.stop());

const signInMessages = [
  'sign-in',
  'discovery',
  'discovery-answer',
  'sign-in-answer',
  'authorize',
  'authorize-answer',
  'callback',
  'redeem',
  'redeem-answer',
  'keys',
  'keys-answer',
  'signed-in',
];
/** A response from memory counts as the exchange that it replaces. */
const asIfAsked = (kinds: string[]): string[] =>
  kinds.flatMap((kind) => {
    const cached = /^(discovery|keys)-cached$/.exec(kind)?.[1];
    return cached ? [cached, `${cached}-answer`] : [kind];
  });

describe.each(demos)('the live demo $demoName', (demo) => {
  const { demoName, clientId, user } = demo;
  const home = () => `${site.origin}/demo/${demoName}/`;
  beforeAll(() => agree(site.origin, demo));

  it('sets no cookie before the visitor acts', async () => {
    const browser = new HttpBrowser();
    const page = await browser.open(home());
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(browser.cookieNames(home())).toEqual([]);
    expect(traceOf(page)).toEqual([]);
  });

  it('signs in, and shows who it is and every message in order', async () => {
    const browser = new HttpBrowser();
    const page = await signIn(browser, site.origin, demoName);
    expect(page.url).toBe(`${home()}#result`);
    expect(wordsOf(page)).toContain(`You are signed in as ${user.name}`);
    expect(wordsOf(page)).toContain(user.username);
    expect(asIfAsked(traceOf(page))).toEqual(signInMessages);
    expect(unexplained(page)).toEqual([]);
  });

  it('calls the API and shows its JSON and the messages', async () => {
    const browser = new HttpBrowser();
    const before = await signIn(browser, site.origin, demoName);
    const page = await browser.press(before, 'Call the API');
    expect(wordsOf(page)).toContain('The API returned status 200');
    expect(wordsOf(page)).toMatch(/"(?:displayName|title)"/);
    const kinds = traceOf(page).slice(traceOf(before).length);
    expect(kinds.filter((kind) => !/refresh|cached|discovery|keys/.test(kind))).toEqual([
      'call-api',
      'api',
      'api-answer',
      'call-api-answer',
    ]);
    expect(unexplained(page)).toEqual([]);
  });

  it('F6 a sign-in that was stripped of PKCE on the way is refused by the practice tenant', async () => {
    const started = await fetch(`${site.origin}/auth/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: site.origin },
      body: new URLSearchParams({ demo: demoName }),
    });
    const authorize = new URL(started.headers.get('location') ?? '');
    expect(authorize.searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'code_challenge_method'])
      authorize.searchParams.delete(name);
    const browser = new HttpBrowser();
    for (const header of started.headers.getSetCookie()) browser.setCookie(home(), header);
    const page = await pick(browser, await browser.open(authorize.href), user);
    expect(page.status).toBe(400);
    expect(page.text).toContain(demoName === 'b2c' ? 'AADB2C90182' : 'AADSTS501481');
    expect(wordsOf(await browser.open(home()))).not.toContain(user.name);
  });

  it('signs out here and at the identity provider, which asks again the next time', async () => {
    const browser = new HttpBrowser();
    const before = await signIn(browser, site.origin, demoName);
    const page = await browser.press(before, 'Sign out');
    expect(page.url).toBe(`${home()}#result`);
    expect(wordsOf(page)).toContain('You are signed out , both here and at the identity provider');
    expect(asIfAsked(traceOf(page)).slice(signInMessages.length)).toEqual([
      'sign-out',
      'discovery',
      'discovery-answer',
      'sign-out-answer',
      'end-session',
      'end-session-answer',
      'signed-out-callback',
      'signed-out',
    ]);
    expect(unexplained(page)).toEqual([]);
    const again = await browser.press(page, 'Sign in');
    expect(new URL(again.url).origin).not.toBe(site.origin);
  });

  it('gives this browser its trace as text, message by message, and no other browser', async () => {
    const browser = new HttpBrowser();
    const before = await signIn(browser, site.origin, demoName);
    const page = await browser.press(before, 'Call the API');
    const text = await browser.open(`${home()}trace.txt`);
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.headers.get('cache-control')).toBe('no-store');
    const titles = [...page.text.matchAll(/class="title">([^<]+)</g)].map(([, title]) => title);
    expect(titles).toHaveLength(traceOf(page).length);
    const numbered = [...text.text.matchAll(/^\d+\. [^:\n]+: (.+)$/gm)].map(([, title]) => title);
    expect(numbered).toEqual(titles);
    expect(text.text).toContain('Code: sign-in/protocol/sign-in.ts, lines ');
    expect(text.text).toMatch(new RegExp(`aud: ${clientId}\\n +Who the token is for`));

    const elsewhere = await new HttpBrowser().open(`${home()}trace.txt`);
    expect(elsewhere.text).toContain('There’s no trace.');
  });

  it('gives the tutorial pane a fragment that leads back to the step', async () => {
    const browser = new HttpBrowser();
    await signIn(browser, site.origin, demoName);
    const step = `/tutorials/${demoFacts[demoName].tenantType}/sign-in/?try-it#try-it`;
    const pane = await browser.open(`${home()}pane?${new URLSearchParams({ returnTo: step })}`);
    expect(pane.text).not.toContain('<html');
    expect(pane.headers.get('cache-control')).toBe('no-store');
    expect(wordsOf(pane)).toContain(user.name);
    expect(pane.text).toContain(`/demo/${demoName}/#trace`);
    const out = await browser.press(pane, 'Sign out');
    expect(out.url).toBe(site.origin + step);
  });
});

describe('bad input', () => {
  const forms = [
    '/auth/sign-in',
    '/auth/sign-out',
    '/auth/call-api',
    '/auth/admin-page',
    '/auth/forget-trace',
    '/auth/let-it-fail',
  ];

  it.each(['/demo/okta/', '/auth/redirect/okta', '/auth/signed-out/okta'])(
    'answers %s with 404 and the four tenant types',
    async (path) => {
      const page = await new HttpBrowser().open(site.origin + path);
      expect(page.status).toBe(404);
      for (const tenantType of tenantTypes) expect(page.text).toContain(`/demo/${tenantType}/`);
    },
  );

  it('makes no picture to order', async () => {
    const picture = await fetch(`${site.origin}/_image?href=/favicon.svg&f=png&w=4000`);
    expect(picture.status).toBe(404);
  });

  it.each(forms)('refuses a POST to %s from another site, and does nothing', async (path) => {
    const browser = new HttpBrowser();
    const fields = { demo: 'entra-id' };
    const page = await browser.post(site.origin + path, fields, 'https://evil.example/');
    expect(page.status).toBe(403);
    expect(page.visited).toHaveLength(1);
    expect(browser.cookieNames(site.origin)).toEqual([]);
  });

  it.each(forms)('does nothing on a GET of %s, and says why', async (path) => {
    const page = await new HttpBrowser().open(site.origin + path);
    expect(page.status).toBe(405);
    expect(wordsOf(page)).toContain('This address belongs to a button');
  });

  it.each([{}, { demo: 'okta' }, { demo: '__proto__' }])(
    'explains a form of %j',
    async (fields) => {
      const page = await new HttpBrowser().post(`${site.origin}/auth/sign-in`, fields);
      expect(page.status).toBe(400);
      expect(wordsOf(page)).toContain('This request lacks what the button sends');
    },
  );

  it('explains a redirect URI that names no tenant type', async () => {
    const page = await new HttpBrowser().open(`${site.origin}/auth/redirect?code=abc&state=def`);
    expect(page.status).toBe(400);
    expect(page.text).not.toContain('abc');
    expect(wordsOf(page)).toContain('This redirect URI is incomplete');
  });

  it.each([
    ['nothing', ''],
    ['no state', '?code=canary-code-1234567890'],
    ['an unknown state', '?code=canary-code-1234567890&state=canary-state-1234567890'],
    ['two states', '?code=canary-code-1234567890&state=a&state=b'],
    ['an error', '?error=access_denied&state=canary-state-1234567890'],
    [
      'markup',
      '?error=%3Cscript%3Ealert(1)%3C/script%3E&error_description=%3Cb%3Ecanary-markup&state=x',
    ],
  ])('explains a callback with %s, and signs nobody in', async (_, query) => {
    const browser = new HttpBrowser();
    const page = await browser.open(`${site.origin}/auth/redirect/entra-id${query}`);
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.status).toBeLessThan(500);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.forms.flatMap(({ buttons }) => buttons.map(({ label }) => label))).toContain(
      'Start again',
    );
    expect(page.text.replaceAll(encodeURI(query), '')).not.toMatch(/canary|<b>/);
    expect(browser.cookieNames(site.origin).filter((name) => name.endsWith('.session'))).toEqual(
      [],
    );
    expect(wordsOf(await browser.open(`${site.origin}/demo/entra-id/`))).toContain('Sign in');
  });

  it('explains a replayed callback without a second token request', async () => {
    const browser = new HttpBrowser();
    const done = await signIn(browser, site.origin, 'entra-id');
    const callback = done.visited.find((url) => url.includes('/auth/redirect/')) ?? '';
    const twice = await browser.open(callback);
    expect(twice.url).toBe(`${site.origin}/demo/entra-id/`);
    expect(traceOf(twice).filter((kind) => kind === 'redeem')).toHaveLength(1);
    expect(traceOf(twice).slice(-2)).toEqual(['callback', 'used-before']);
    expect(traceOf(twice).filter((kind) => kind === 'authorize')).toHaveLength(1);

    const out = await browser.press(twice, 'Sign out');
    expect((await browser.open(callback)).status).toBe(400);
    const kinds = traceOf(await browser.open(out.url));
    expect(kinds.filter((kind) => kind === 'redeem')).toHaveLength(1);
    expect(kinds.slice(-2)).toEqual(['callback', 'failed']);

    const elsewhere = await new HttpBrowser().open(callback);
    expect(elsewhere.status).toBe(400);
    expect(wordsOf(elsewhere)).toContain('started in this browser');
  });

  it('ignores a returnTo of another site', async () => {
    const browser = new HttpBrowser();
    const picker = await browser.post(`${site.origin}/auth/sign-in`, {
      demo: 'entra-id',
      returnTo: 'https://evil.example/',
    });
    const page = await browser.press(picker, 'Alex Rivera');
    expect(page.url).toBe(`${site.origin}/demo/entra-id/`);
  });

  it('takes mutated cookies for none', async () => {
    const browser = new HttpBrowser();
    await signIn(browser, site.origin, 'entra-id');
    const names = browser.cookieNames(site.origin);
    expect(names).toContain('lab.entra-id.session');
    for (const value of [
      '',
      '%',
      'Fe26.2*',
      '%00',
      'x'.repeat(3_000),
      '"',
      'Fe26.2*1*a*b*c*d*e*f*g',
    ]) {
      for (const name of names) browser.setCookie(site.origin, `${name}=${value}; Path=/`);
      const page = await browser.open(`${site.origin}/demo/entra-id/`);
      expect(page.status, value).toBe(200);
      expect(wordsOf(page)).not.toContain('Alex Rivera You');
      expect(traceOf(page)).toEqual([]);
    }
  });
});

describe('nothing secret', () => {
  it('is in any page, address or log', async () => {
    const browser = new HttpBrowser();
    const done = await signIn(browser, site.origin, 'b2c');
    const called = await browser.press(done, 'Call the API');
    const asText = await browser.open(`${site.origin}/demo/b2c/trace.txt`);
    expect(asText.text).toContain('The API responds');
    const secrets = browser
      .cookieNames(site.origin)
      .map((name) => browser.cookie(site.origin, name) ?? '');
    const callback = new URL(done.visited.find((url) => url.includes('/auth/redirect/')) ?? '');
    for (const name of ['code', 'state']) secrets.push(callback.searchParams.get(name) ?? '');
    secrets.push('practice~live-demo~not-a-real-secret');
    const log = site.process.output();
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(8);
      for (const text of [done.text, called.text, called.url, asText.text, log])
        expect(text).not.toContain(secret);
    }
    for (const { text } of [called, asText]) expect(text).not.toMatch(/eyJ[\w-]{10,}\./);
  });
});

describe('what else a tenant may ask or say', () => {
  it('shows the new name after “Edit profile”', async () => {
    const browser = new HttpBrowser();
    const done = await signIn(browser, site.origin, 'b2c');
    const edit = await browser.press(done, 'Edit profile');
    const page = await browser.press(edit, 'Continue', { 'Display name': 'Alex the Second' });
    expect(page.url).toBe(`${site.origin}/demo/b2c/#result`);
    expect(wordsOf(page)).toContain('You are signed in as Alex the Second');
    expect(unexplained(page)).toEqual([]);
    expect(traceOf(page).slice(0, 1)).toEqual(['edit-profile']);
    const back = await browser.press(page, 'Edit profile');
    await browser.press(back, 'Continue', { 'Display name': 'Alex Rivera' });
  });

  it('leaves the session as it was when “Edit profile” is canceled, and claims nothing else', async () => {
    const browser = new HttpBrowser();
    const done = await signIn(browser, site.origin, 'b2c');
    const page = await browser.press(await browser.press(done, 'Edit profile'), 'Cancel');
    expect(wordsOf(page)).toContain('Alex Rivera');
    expect(traceOf(page).slice(-3)).toEqual(['authorize-error', 'callback', 'unchanged']);
    expect(unexplained(page)).toEqual([]);
  });

  it('explains a canceled sign-in with its code, the page about it, and the way back', async () => {
    const browser = new HttpBrowser();
    const picker = await browser.press(await browser.open(`${site.origin}/demo/b2c/`), 'Sign in');
    const page = await browser.press(picker, 'Cancel');
    expect(page.status).toBe(403);
    expect(wordsOf(page)).toContain('You canceled the sign-in');
    expect(page.text).toContain('href="/errors/AADB2C90091/"');
    expect(wordsOf(page)).toContain('Live demo: Azure AD B2C');
    expect(wordsOf(page)).toMatch(/This is message \d of the trace below/);
    expect(traceOf(page).slice(0, 2)).toEqual(['authorize-error', 'sign-in']);
    const traced = await browser.open(`${site.origin}/demo/b2c/`);
    expect(traceOf(traced).slice(-3)).toEqual(['authorize-error', 'callback', 'failed']);
    expect(unexplained(traced)).toEqual([]);
    const text = await browser.open(`${site.origin}/demo/b2c/trace.txt`);
    expect(text.text).toContain('error (page): access_denied (AADB2C90091)');
    const again = await browser.press(page, 'Start again');
    expect(
      again.forms.flatMap(({ buttons }) => buttons.map(({ label }) => label)).join(),
    ).toContain('Alex Rivera');
  });

  it('asks for no scope that a form names and the app has not declared', async () => {
    const fields = { demo: 'entra-id', scopes: 'Mail.Read User.Read' };
    const picker = await new HttpBrowser().post(`${site.origin}/auth/sign-in`, fields);
    const authorize = picker.visited.find((url) => url.includes('/oauth2/v2.0/authorize')) ?? '';
    const scopes = new URL(authorize).searchParams.get('scope')?.split(' ');
    expect(scopes).toContain('User.Read');
    expect(scopes).not.toContain('Mail.Read');
  });

  it('keeps the cookies of open attempts below what a server accepts, and the newest can be finished', async () => {
    const browser = new HttpBrowser();
    let picker = await browser.open(`${site.origin}/demo/`);
    for (const { demoName } of demos)
      for (let attempt = 0; attempt < 5; attempt += 1)
        picker = await browser.post(`${site.origin}/auth/sign-in`, { demo: demoName });
    const open = browser.cookieNames(site.origin).filter((name) => name.includes('.transaction.'));
    expect(open.length).toBeLessThanOrEqual(8);
    const page = await browser.press(picker, 'Kim Duarte');
    expect(wordsOf(page)).toContain('You are signed in as Kim Duarte');
  });

  it('calls the API after the sign-in that the call needed', async () => {
    const browser = new HttpBrowser();
    const fields = { demo: 'entra-id', returnTo: '/demo/entra-id/#result' };
    const picker = await browser.post(`${site.origin}/auth/call-api`, fields);
    const page = await browser.press(picker, 'Alex Rivera');
    expect(wordsOf(page)).toContain('The API returned status 200');
    const kinds = traceOf(page);
    expect(kinds.slice(0, 1)).toEqual(['call-api']);
    expect(kinds).toContain('sign-in-needed');
    expect(kinds.slice(-3)).toEqual(['api', 'api-answer', 'signed-in']);
  });

  it('shows only what is known when a visitor opens the page after sign-out', async () => {
    const browser = new HttpBrowser();
    await signIn(browser, site.origin, 'entra-id');
    const page = await browser.open(`${site.origin}/auth/signed-out/entra-id?state=guessed`);
    expect(page.status).toBe(200);
    expect(wordsOf(page)).not.toContain('You are signed out');
    expect(wordsOf(page)).toContain('Alex Rivera');
  });
});
