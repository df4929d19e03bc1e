import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpBrowser } from '../http-browser.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { after, before, ExistingApp, type StartedApp } from './existing-app.ts';
import { block } from './guide-blocks.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant?.remove());

const start = { readyWhen: /Listening on/, env: { DEBUG: '*:server' } };

/** What the generator writes, and its `npm install`: CommonJS and Express 4. */
async function generated(view: 'pug' | 'ejs'): Promise<ExistingApp> {
  const app = new ExistingApp();
  const program = 'tests/clients/node_modules/express-generator/bin/express-cli.js';
  execFileSync(process.execPath, [program, `--view=${view}`, '--force', app.folder]);
  await app.run('npm install');
  return app;
}

const buttons = {
  pug: (app: ExistingApp) =>
    app.edit(
      'views/layout.pug',
      ...after(
        '  body',
        block('Pug').map((line) => `    ${line}`),
      ),
    ),
  ejs: (app: ExistingApp) => {
    app.edit('views/index.ejs', ...after('  <body>', block('EJS')));
    // The generator's EJS has no layout: its error page is a page without a body.
    app.edit('views/error.ejs', ...before('<h1><%= message %></h1>', block('EJS')));
  },
};

async function withSignIn(app: ExistingApp, view: 'pug' | 'ejs'): Promise<void> {
  await app.copyLibrary();
  app.edit('package.json', 'node ./bin/www', 'node --env-file-if-exists=.env ./bin/www');
  app.edit('app.js', ...after("var logger = require('morgan');", block('CommonJS')));
  app.edit('app.js', ...before("app.use('/', indexRouter);", block('before your routes')));
  app.edit('app.js', "app.use('/users', usersRouter);", block('a protected route').join('\n'));
  app.edit('app.js', ...before('// error handler', block('before your error handler')));
  buttons[view](app);
}

describe.each(['pug', 'ejs'] as const)('an app of express-generator with %s', (view) => {
  let app: ExistingApp;
  let untouched: Map<string, string>;
  let running: StartedApp;
  beforeAll(async () => {
    app = await generated(view);
    untouched = app.files();
    await withSignIn(app, view);
    running = await app.start(tenant.options, start);
  });
  afterAll(async () => {
    await running?.process.stop();
    app?.remove();
  });

  test('is CommonJS with Express 4', async () => {
    expect(await app.run('node -p "require(\'express/package.json\').version"')).toMatch(/^4\./);
    expect(await app.run('node -p "require(\'./package.json\').type"')).toBe('undefined\n');
  });

  test('shows its pages, signs in on its error page, comes back, and signs out', async () => {
    const browser = new HttpBrowser();
    const home = await browser.open(running.origin);
    expect(home.text).toContain('Welcome to Express');
    expect(home.headers.get('x-powered-by')).toBe('Express');
    expect(home.headers.get('etag')).not.toBeNull();
    const asked = await browser.open(`${running.origin}/users`);
    expect(asked.status).toBe(401);
    expect(asked.text).toContain('Select Sign in');
    const picker = await browser.press(asked, 'Sign in');
    expect(picker.url).toMatch(tenant.frontOrigin);
    const users = await browser.press(picker, 'Alex Rivera');
    expect(users.url).toBe(`${running.origin}/users`);
    expect(users.text).toBe('respond with a resource');
    expect(users.headers.get('cache-control')).toBe('no-store');
    const signedIn = await browser.open(running.origin);
    const signedOut = await browser.press(signedIn, 'Sign out Alex Rivera');
    expect(signedOut.url).toBe(`${running.origin}/`);
    expect((await browser.open(`${running.origin}/users`)).status).toBe(401);
  });

  test('a sign-in that fails ends on the app’s own error page, and the app goes on', async () => {
    const browser = new HttpBrowser();
    const picker = await browser.press(await browser.open(running.origin), 'Sign in');
    const page = await browser.press(picker, 'Cancel');
    expect(page.status).toBe(403);
    expect(page.text).toContain('You canceled the sign-in');
    expect(page.text).toContain('AADSTS65004');
    expect((await browser.open(`${running.origin}/no-such-page`)).status).toBe(404);
    expect(running.process.output()).toMatch(/^access_denied: /m);
    expect(running.process.output()).not.toMatch(/Warning/);
  });

  test('the exercise ends on the app’s own error page, with the code', async () => {
    await running.process.stop();
    app.edit('.env', 'not-a-real-secret', 'not-a-real-secretx');
    running = await app.start(tenant.options, start);
    const browser = new HttpBrowser();
    const picker = await browser.press(await browser.open(running.origin), 'Sign in');
    const page = await browser.press(picker, 'Alex Rivera');
    expect(page.text).toContain('Error code: AADSTS7000215.');
    expect(page.text).not.toContain('secretx');
  });

  test('without sign-in again, every file is what it was', async () => {
    await running.process.stop();
    await app.takeOut();
    expect(app.files()).toEqual(untouched);
    running = await app.start(tenant.options, start);
    const users = await fetch(`${running.origin}/users`);
    expect(await users.text()).toBe('respond with a resource');
  });
});
