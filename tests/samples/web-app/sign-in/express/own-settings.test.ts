import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { expressAuth } from '../../../../../samples/web-app/sign-in/express.ts';
import { rawRequest } from '../../../../hostile-provider/raw-request.ts';
import { inProcess } from '../protocol/in-process.ts';
import { type Auth, runningApp } from './running-app.ts';

let stop = async () => {};
afterEach(() => stop());

type Setting = NonNullable<Parameters<typeof runningApp>[0]>;

/** An app with its own settings and its own error page. */
async function existingApp({ options, routes, ...setting }: Setting = {}) {
  const app = await runningApp({
    ...setting,
    options: { appWideSettings: false, ...options },
    routes(application, auth) {
      application.use(auth.loginOptional());
      application.get('/profile', auth.loginRequired(), (_request, response) => {
        response.send(`profile: ${response.locals.user.name}`);
      });
      application.get('/tasks', auth.loginRequired({ scopes: ['Tasks.Read'] }), (_, response) => {
        response.send('tasks');
      });
      application.get('/admin', auth.loginRequired({ roles: ['Admin'] }), (_, response) => {
        response.send('admin');
      });
      routes?.(application, auth);
      application.use(auth.describeErrors());
      application.use(ownErrorPage);
    },
  });
  stop = app.stop;
  return app;
}

const ownErrorPage: express.ErrorRequestHandler = (error, _request, response, _next) => {
  const { signIn } = response.locals;
  response.status(error.status ?? 500).json({ message: error.message, code: error.code, signIn });
};

describe('an app that keeps its own settings', () => {
  it('has them after sign-in is added', () => {
    const app = express().set('trust proxy', 'loopback').set('etag', 'strong');
    const fake = inProcess();
    const limits = { trustedProxies: 3, signInsPerMinute: 0, log() {} };
    const origin = 'http://localhost:3000';
    const before = { ...app.settings };
    expressAuth(app, { ...fake.settings, ...limits, origin, appWideSettings: false });
    expect(app.settings).toEqual(before);
    expressAuth(app, { ...fake.settings, ...limits, origin });
    expect(app.settings).toMatchObject({ 'x-powered-by': false, etag: false, 'trust proxy': 3 });
  });

  it('gets no header of ours on its own pages, except that a page with a user is not kept', async () => {
    const { browser } = await existingApp({
      routes: (app) => app.get('/', (_request, response) => void response.send('own page')),
    });
    const visitor = browser();
    const { headers } = await visitor.send('/');
    const names = [...headers.keys()].filter(
      (name) => !/^(?:connection|date|keep-alive)$/.test(name),
    );
    expect(names.sort()).toEqual(['content-length', 'content-type', 'etag', 'x-powered-by']);
    await visitor.signIn();
    expect((await visitor.send('/')).headers.get('cache-control')).toBe('no-store');
    expect((await visitor.send('/profile')).headers.get('cache-control')).toBe('no-store');
  });

  it('has responses of sign-in that nobody keeps', async () => {
    const { browser } = await existingApp();
    for (const path of ['/auth/redirect', '/auth/front-channel-logout'])
      expect((await browser().send(path)).headers.get('cache-control'), path).toBe('no-store');
    const started = await browser().send('/auth/sign-in', { form: {} });
    expect(started.headers.get('cache-control')).toBe('no-store');
  });

  it('answers full addresses at its own paths as it did, and not at those of sign-in', async () => {
    const { here } = await existingApp({
      routes: (app) => app.get('/', (_request, response) => void response.send('own page')),
    });
    const host = { host: new URL(here).host };
    const asked = (path: string) => rawRequest('GET', new URL(here), host, '', path);
    expect((await asked('http://elsewhere.example/')).status).toBe(200);
    const logout = '/auth/front-channel-logout';
    expect((await asked(logout)).status).toBe(200);
    expect((await asked(`http://elsewhere.example${logout}`)).status).toBe(400);
  });
});

describe('the address of an app that keeps its own settings', () => {
  const ownPage = (app: express.Express) =>
    app.get('/', (_request, response) => void response.send('own page'));

  it.each(['127.0.0.1', '[::1]'])(
    '%s stays, except that forms of sign-in lead to localhost',
    async (alias) => {
      const { here } = await existingApp({ routes: ownPage });
      const headers = {
        host: `${alias}:3000`,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      };
      expect((await rawRequest('GET', new URL(here), headers, '')).status).toBe(200);
      const posted = (path: string, body: string) =>
        rawRequest('POST', new URL(path, here), headers, body);
      expect(await posted('/auth/sign-in', 'returnTo=%2Fprofile%3Fa%3D1')).toMatchObject({
        status: 303,
        location: 'http://localhost:3000/profile?a=1',
      });
      for (const [path, body] of [
        ['/auth/sign-in', 'returnTo=%2F%2Fevil.example'],
        ['/auth/sign-out', ''],
      ] as const)
        expect(await posted(path, body)).toMatchObject({
          status: 303,
          location: 'http://localhost:3000/',
        });
    },
  );

  it('is not changed where the app is somewhere else', async () => {
    const { here } = await existingApp({ provider: { origin: 'https://app.example' } });
    const headers = { host: '127.0.0.1', 'sec-fetch-site': 'same-origin' };
    const { location } = await rawRequest('POST', new URL('/auth/sign-in', here), headers, '');
    expect(new URL(location).origin).toBe('https://tenant.example');
  });
});

describe('the form-action of an app’s own policy', () => {
  const policyAfter = async (own: string | string[], fake = inProcess()) => {
    const app = express();
    app.use((_request, response, next) => {
      response.setHeader('content-security-policy', own);
      next();
    });
    expressAuth(app, {
      ...fake.settings,
      origin: 'http://localhost:3000',
      trustedProxies: 0,
      signInsPerMinute: 0,
      log() {},
      appWideSettings: false,
    });
    app.get('/', (_request, response) => void response.send('page'));
    const server = app.listen(0, 'localhost');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const response = await fetch(`http://localhost:${port}/`);
      return response.headers.get('content-security-policy');
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  };

  it.each([
    ["form-action 'self'", "form-action 'self' http://localhost:3000 https://tenant.example"],
    [
      "default-src 'self';form-action 'self';script-src 'self'",
      "default-src 'self';form-action 'self' http://localhost:3000 https://tenant.example;script-src 'self'",
    ],
    [
      "default-src 'self'; Form-Action *",
      "default-src 'self'; Form-Action * http://localhost:3000 https://tenant.example",
    ],
    // A policy that allows no form would also block the button that signs in.
    ["form-action 'none'", 'form-action http://localhost:3000 https://tenant.example'],
    [
      "form-action  'NONE' ;img-src *",
      'form-action http://localhost:3000 https://tenant.example;img-src *',
    ],
    ['form-action', 'form-action http://localhost:3000 https://tenant.example'],
    [
      'img-src *; form-action ;',
      'img-src *; form-action http://localhost:3000 https://tenant.example;',
    ],
    [
      'form-action https://tenant.example',
      'form-action https://tenant.example http://localhost:3000',
    ],
    ["default-src 'self'", "default-src 'self'"],
    ['script-src https://cdn.example/form-action', 'script-src https://cdn.example/form-action'],
    ['form-action-x a', 'form-action-x a'],
  ])('%s', async (own, expected) => {
    expect(await policyAfter(own)).toBe(expected);
  });

  it.each([
    ['in headers of their own', ["form-action 'self'", "img-src 'self'", 'form-action a.example']],
    ['in one header', "form-action 'self', img-src 'self', form-action a.example"],
  ])('is extended in each of several policies %s', async (_, own) => {
    expect((await policyAfter(own))?.split(/, ?/)).toEqual([
      "form-action 'self' http://localhost:3000 https://tenant.example",
      "img-src 'self'",
      'form-action a.example http://localhost:3000 https://tenant.example',
    ]);
  });

  it('waits for the identity provider’s metadata only if there is one', async () => {
    const fake = inProcess();
    await policyAfter("default-src 'self'", fake);
    expect(fake.provider.asked).toEqual([]);
  });
});

describe('an app’s own error page', () => {
  it('gets the status, sentences for the visitor, and what the form sends', async () => {
    const { browser, logged } = await existingApp();
    const { status, text } = await browser().send('/profile?page=2');
    expect(status).toBe(401);
    expect(JSON.parse(text)).toEqual({
      code: 'sign_in_required',
      message: expect.stringMatching(/^Sign in to continue\. .*Select Sign in/),
      signIn: { returnTo: '/profile?page=2' },
    });
    expect(logged).toEqual(['sign_in_required: not signed in']);
  });

  it('gets the scopes that a page needs', async () => {
    const { browser } = await existingApp();
    const { signIn } = JSON.parse((await browser().send('/tasks')).text);
    expect(signIn).toEqual({ returnTo: '/tasks', scopes: 'Tasks.Read' });
  });

  it('gets no form if signing in doesn’t help', async () => {
    const { browser } = await existingApp();
    const visitor = browser();
    await visitor.signIn();
    const { status, text } = await visitor.send('/admin');
    expect(status).toBe(403);
    expect(JSON.parse(text).signIn).toBeUndefined();
  });

  it('at the redirect URI, leads back to where the visitor was going', async () => {
    const { browser } = await existingApp();
    const visitor = browser();
    const { location } = await visitor.send('/auth/sign-in', { form: { returnTo: '/profile' } });
    const answer = visitor.answerTo(location, { error: 'access_denied', code: '' });
    const { text, headers } = await visitor.send(answer);
    expect(JSON.parse(text).signIn).toEqual({ returnTo: '/profile' });
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('isn’t needed: the library’s own pages leave the policy as the app has it, too', async () => {
    const app = await runningApp({ options: { appWideSettings: false } });
    stop = app.stop;
    const { text, headers } = await app.browser().send('/auth/redirect');
    expect(text).toBe('page: state_missing, back to /, holds the answer');
    expect(headers.get('content-security-policy')).toBeNull();
  });

  it('gets a status and a sentence when too many sign-ins start', async () => {
    const { browser } = await existingApp({ options: { signInsPerMinute: 1 } });
    await browser().send('/auth/sign-in', { form: {} });
    const { status, text, headers } = await browser().send('/auth/sign-in', { form: {} });
    expect(status).toBe(429);
    expect(JSON.parse(text).message).toMatch(/^Too many sign-ins/);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('gets errors that aren’t of a sign-in as they are, and logs none of them', async () => {
    const { browser, logged } = await existingApp({
      routes(app: express.Express, _auth: Auth) {
        app.get('/broken', () => {
          throw Object.assign(new Error('own'), { status: 418 });
        });
      },
    });
    const { status, text } = await browser().send('/broken');
    expect([status, JSON.parse(text).message]).toEqual([418, 'own']);
    expect(logged).toEqual([]);
  });
});
