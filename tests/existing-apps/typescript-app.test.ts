import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpBrowser } from '../http-browser.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import type { ExistingApp, StartedApp } from './existing-app.ts';
import { addSignIn, environment, teamNotes } from './team-notes.ts';

const start = { readyWhen: /is listening/ };

let tenant: RunningTenant;
let app: ExistingApp;
let untouched: Map<string, string>;
let formerResponses: Awaited<ReturnType<typeof responses>>;
let running: StartedApp;

/** What the app did before it had sign-in: its pages, its session, its API, and its errors. */
async function responses({ origin }: StartedApp) {
  const cookie = async () => {
    const form = new URLSearchParams({ name: 'Robin' });
    const response = await fetch(`${origin}/login`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toBe('/');
    const set = response.headers.getSetCookie();
    expect(set).toEqual([expect.stringMatching(/^connect\.sid=[^;]+; Path=\/; HttpOnly$/)]);
    return set[0]?.split(';')[0] ?? '';
  };
  const headers = { cookie: await cookie(), 'x-forwarded-for': '203.0.113.7' };
  const json = { ...headers, 'content-type': 'application/json' };
  const body = JSON.stringify({ text: 'Water the plants' });
  const asked: [path: string, options?: RequestInit][] = [
    ['/api/notes', { method: 'POST', headers: json, body }],
    ['/api/notes', { headers }],
    ['/address', { headers }],
    ['/', { headers }],
    ['/no-such-page'],
    ['/broken'],
    ['/api/notes', { method: 'POST', headers: json, body: '{' }],
  ];
  const found = [];
  for (const [path, options] of asked) {
    const response = await fetch(origin + path, options);
    const { 'content-security-policy': policy = '', ...others } = Object.fromEntries(
      [...response.headers].filter(([name]) => !/^(?:date|content-length|etag)$/.test(name)),
    );
    const hasETag = response.headers.has('etag');
    const text = await response.text();
    found.push({ path, status: response.status, hasETag, policy, others, text });
  }
  return found;
}

/** A page without the form that the guide adds, and without empty lines. */
const withoutButtons = (html: string) =>
  html
    .replace(/<form method="post" action="\/auth\/sign-in">[\s\S]*?<\/form>/, '')
    .replaceAll(/\n\s*/g, '\n');

beforeAll(async () => {
  tenant = await runningTenant();
  app = await teamNotes();
  untouched = app.files();
  const env = environment;
  const former = await app.start(tenant.options, { ...start, env });
  formerResponses = await responses(former);
  await former.process.stop();

  await addSignIn(app);
  running = await app.start(tenant.options, start);
});
afterAll(async () => {
  await running?.process.stop();
  app?.remove();
  await tenant?.remove();
});

/** Where its metadata document sends browsers. */
const providerOrigins = () => `${tenant.options.origin} ${tenant.frontOrigin}`;

const signedIn = async (browser: HttpBrowser, path = '/') => {
  const asked = await browser.open(running.origin + path);
  return browser.press(await browser.press(asked, 'Sign in'), 'Alex Rivera');
};

describe('an app in TypeScript with its own sessions, helmet, and body parsers', () => {
  test('does what it did: pages, session, API, errors, and headers', async () => {
    const now = await responses(running);
    const plain = (each: (typeof now)[number]) => ({
      ...each,
      policy: each.policy.replace(/form-action [^;]*/, ''),
      text: withoutButtons(each.text),
    });
    expect(now.map(plain)).toEqual(formerResponses.map(plain));
    expect(now.find(({ path }) => path === '/address')?.text).toContain('203.0.113.7');
  });

  test('its `.env` keeps its own lines, the last of which had no newline', async () => {
    const lines = (await app.run('cat .env')).split('\n');
    for (const [name, value] of Object.entries(environment))
      expect(lines).toContain(`${name}=${value}`);
  });

  test('its own policy lets forms lead to the app and the identity provider, and nowhere else', async () => {
    const [page] = await responses(running);
    const [former] = formerResponses;
    const directive = /form-action [^;]*/;
    expect(directive.exec(former?.policy ?? '')?.[0]).toBe("form-action 'self'");
    expect(directive.exec(page?.policy ?? '')?.[0]).toBe(
      `form-action 'self' ${running.origin} ${providerOrigins()}`,
    );
  });

  test('signs in on its own error page, comes back, and signs out', async () => {
    const browser = new HttpBrowser();
    const asked = await browser.open(`${running.origin}/reports`);
    expect(asked.status).toBe(401);
    expect(asked.text).toContain('<h1>Problem</h1>');
    const reports = await signedIn(browser, '/reports');
    expect(reports.url).toBe(`${running.origin}/reports`);
    expect(reports.text).toContain('<h1>Reports</h1>');
    expect(reports.headers.get('cache-control')).toBe('no-store');
    const home = await browser.press(reports, 'Sign out Alex Rivera');
    expect(home.url).toBe(`${running.origin}/`);
    expect((await browser.open(`${running.origin}/reports`)).status).toBe(401);
  });

  test('keeps both sessions side by side, each in a cookie of its own', async () => {
    const browser = new HttpBrowser();
    const { origin } = running;
    const welcome = await browser.press(await browser.open(origin), 'Log in', { Name: 'Robin' });
    expect(welcome.text).toContain('Welcome back, Robin');
    const own = browser.cookie(origin, 'connect.sid');
    const notes = await browser.post(`${origin}/api/notes`, { text: 'Call Mira' });
    expect(notes.status).toBe(201);

    const both = await signedIn(browser);
    expect(both.text).toContain('Welcome back, Robin');
    expect(both.text).toContain('Sign out Alex Rivera');
    expect(browser.cookieNames(origin).sort()).toEqual(['app.session', 'connect.sid']);
    expect(browser.cookie(origin, 'connect.sid')).toBe(own);

    const left = await browser.press(both, 'Sign out Alex Rivera');
    expect(left.text).toContain('Welcome back, Robin');
    expect(browser.cookie(origin, 'connect.sid')).toBe(own);
    const kept = await browser.open(`${origin}/api/notes`);
    expect(JSON.parse(kept.text)).toEqual({ member: 'Robin', notes: ['Call Mira'] });
  });

  test('a form from elsewhere signs nobody in or out, on the app’s own error page', async () => {
    const refused = await fetch(`${running.origin}/auth/sign-out`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams(),
    });
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('<h1>Problem</h1>');
  });

  test('the identity provider can end the session in its frame, in spite of helmet', async () => {
    const { headers } = await fetch(`${running.origin}/auth/front-channel-logout`);
    expect(headers.has('x-frame-options')).toBe(false);
    expect(headers.get('content-security-policy')).toContain(
      `frame-ancestors ${providerOrigins()}`,
    );
  });

  test('passes its type check, and runs as JavaScript in dist, too', async () => {
    await running.process.stop();
    await app.run('node_modules/.bin/tsc');
    const command = 'node --env-file-if-exists=.env dist/app.js';
    running = await app.start(tenant.options, { ...start, command });
    const reports = await signedIn(new HttpBrowser(), '/reports');
    expect(reports.text).toContain('<h1>Reports</h1>');
  });

  test('is up to date after the commands of the guide, and nothing else has to change', async () => {
    await running.process.stop();
    await app.run('rm -r sign-in dist');
    await app.updateLibrary();
    running = await app.start(tenant.options, start);
    const reports = await signedIn(new HttpBrowser(), '/reports');
    expect(reports.text).toContain('<h1>Reports</h1>');
  });

  test('without sign-in again, every file is what it was', async () => {
    await running.process.stop();
    await app.takeOut();
    expect(app.files()).toEqual(untouched);
    const env = environment;
    running = await app.start(tenant.options, { ...start, env });
    expect(await responses(running)).toEqual(formerResponses);
  });
});
