import { afterEach, describe, expect, it, vi } from 'vitest';
import { rawRequest } from '../../../../hostile-provider/raw-request.ts';
import { tenantId } from '../protocol/in-process.ts';
import { type Auth, runningApp } from './running-app.ts';

type App = Awaited<ReturnType<typeof runningApp>>;

let stop = async () => {};
const started = async (...args: Parameters<typeof runningApp>): Promise<App> => {
  const app = await runningApp(...args);
  stop = app.stop;
  return app;
};
afterEach(() => stop());

const pagesOf = (app: Parameters<NonNullable<Routes>>[0], auth: Auth) => {
  app.get(
    '/',
    auth.loginOptional(),
    (_request, response) => void response.send(`user: ${response.locals.user?.name}`),
  );
  app.get(
    '/profile',
    auth.loginRequired(),
    (_request, response) =>
      void response.send(`profile: ${response.locals.user.name} ${Object.keys(response.locals)}`),
  );
  app.get(
    '/tasks',
    auth.loginRequired({ scopes: ['Tasks.Read'] }),
    (_request, response) => void response.send(`token: ${response.locals.accessToken.length > 0}`),
  );
  app.get(
    '/goodbye',
    auth.signedOut(),
    (_request, response) => void response.send(`confirmed: ${response.locals.confirmed}`),
  );
};
type Routes = NonNullable<Parameters<typeof runningApp>[0]>['routes'];

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self' https://tenant.example",
  "frame-ancestors 'none'",
].join('; ');

describe('every response', () => {
  it('forbids what no page of this app needs, and does not name the framework', async () => {
    const { browser } = await started({ routes: pagesOf });
    const { headers } = await browser().send('/');
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    for (const name of ['x-powered-by', 'etag']) expect(headers.has(name)).toBe(false);
    expect(headers.has('strict-transport-security')).toBe(false);
  });

  it('on https, tells browsers to stay on https', async () => {
    const { browser } = await started({ provider: { origin: 'https://app.example' } });
    const { headers } = await browser().send('/');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  });

  it('answers a path and nothing else', async () => {
    const { here } = await started({ routes: pagesOf });
    const host = { host: new URL(here).host };
    const asked = (path: string) => rawRequest('GET', new URL(here), host, '', path);
    expect((await asked('http://evil.example/')).status).toBe(400);
    expect((await asked('/')).status).toBe(200);
  });
});

describe('the address of the app', () => {
  it.each(['127.0.0.1', '[::1]'])('%s leads to localhost, where the cookies are', async (alias) => {
    const { here } = await started({ routes: pagesOf });
    const reply = await rawRequest('GET', new URL('/?a=1', here), { host: `${alias}:3000` }, '');
    expect([reply.status, reply.location]).toEqual([307, 'http://localhost:3000/?a=1']);
    const form = await rawRequest('POST', new URL('/auth/sign-in', here), { host: alias }, '');
    expect(form.status).toBe(403);
  });

  it('is not changed where the app is somewhere else', async () => {
    const { here } = await started({
      routes: pagesOf,
      provider: { origin: 'https://app.example' },
    });
    for (const host of ['127.0.0.1', 'app.example'])
      expect((await rawRequest('GET', new URL(here), { host }, '')).status).toBe(200);
  });
});

describe('a post', () => {
  it.each(['/auth/sign-in', '/auth/sign-out'])(
    'to %s counts only if it comes from a page of this app',
    async (path) => {
      const { browser, logged, origin } = await started();
      const { send } = browser();
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'https://evil.example' },
      ])
        expect(await send(path, { method: 'POST', headers })).toMatchObject({
          status: 403,
          text: 'page: cross_site_request, back to /',
        });
      expect(logged).toEqual(
        Array(2).fill(expect.stringMatching(new RegExp(`^cross_site_request: .*${path}`))),
      );
      expect((await send(path, { method: 'POST', headers: { origin } })).status).toBe(303);
    },
  );

  it('has fields of plain names: brackets in them mean nothing', async () => {
    const { browser } = await started();
    const { status } = await browser().send('/auth/sign-in', { form: { 'claims[x]': 'y' } });
    expect(status).toBe(303);
  });

  it('has a form of at most 16 kB', async () => {
    const { browser } = await started();
    const { send } = browser();
    const formOf = (length: number) => ({ form: { returnTo: `/${'x'.repeat(length)}` } });
    expect((await send('/auth/sign-in', formOf(16_300))).status).toBe(303);
    expect(await send('/auth/sign-in', formOf(16_400))).toMatchObject({
      status: 413,
      text: 'page: failure 413',
    });
  });
});

describe('a proxy in front of the app', () => {
  it('is mentioned in the log if the app wasn’t told of it', async () => {
    const { browser, logged } = await started();
    await browser().send('/', { headers: { 'x-forwarded-for': '203.0.113.7' } });
    expect(logged).toEqual([expect.stringContaining('TRUST_PROXY')]);
  });
});

describe('the limit of sign-ins', () => {
  it('shows a page with the time to wait, and writes no line for it', async () => {
    const { browser, logged } = await started({ options: { signInsPerMinute: 1 } });
    const { send } = browser();
    const first = await send('/auth/sign-in', { form: {} });
    expect([first.status, first.headers.has('retry-after')]).toEqual([303, false]);
    const second = await send('/auth/sign-in', { form: {} });
    expect([second.status, second.text]).toEqual([429, 'page: too many sign-ins']);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(logged).toEqual([]);
  });

  it('lasts until its minute is over, also in its last second', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { browser } = await started({ options: { signInsPerMinute: 1 } });
    const { send } = browser();
    await send('/auth/sign-in', { form: {} });
    vi.setSystemTime(Date.now() + 59_500);
    const last = await send('/auth/sign-in', { form: {} });
    expect([last.status, last.headers.get('retry-after')]).toEqual([429, '1']);
    vi.setSystemTime(Date.now() + 500);
    expect((await send('/auth/sign-in', { form: {} })).status).toBe(303);
  });

  it('believes as many entries of X-Forwarded-For as there are proxies', async () => {
    const from = (address: string) => ({ form: {}, headers: { 'x-forwarded-for': address } });
    const statuses = async (trustedProxies: number) => {
      const { browser, stop: end } = await started({
        options: { signInsPerMinute: 1, trustedProxies },
      });
      const { send } = browser();
      const one = await send('/auth/sign-in', from('203.0.113.7'));
      const other = await send('/auth/sign-in', from('203.0.113.8'));
      await end();
      return [one.status, other.status];
    };
    expect(await statuses(0)).toEqual([303, 429]);
    expect(await statuses(1)).toEqual([303, 303]);
    stop = async () => {};
  });
});

describe('signing in', () => {
  it('leads to the identity provider, back, and to the page that was asked for', async () => {
    const { browser, provider } = await started({ routes: pagesOf });
    const { signIn, send, cookies } = browser();
    const reply = await signIn({ returnTo: '/profile' });
    expect([reply.status, reply.location]).toEqual([303, '/profile']);
    // The response is in the address: no other page may learn it.
    expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
    expect((await send('/profile')).text).toBe('profile: Alex Rivera user');
    expect((await send('/')).text).toBe('user: Alex Rivera');
    expect([...cookies.keys()]).toEqual(['app.session']);
    expect(provider.asked.length).toBeGreaterThan(0);
  });

  it('works for a browser that doesn’t name itself', async () => {
    const { browser, here } = await started();
    const { send, answerTo, cookies } = browser();
    const { location } = await send('/auth/sign-in', { form: { returnTo: '/profile' } });
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const host = new URL(here).host;
    const reply = await rawRequest('GET', new URL(answerTo(location), here), { host, cookie }, '');
    expect([reply.status, reply.location]).toEqual([303, '/profile']);
  });

  it('asks for scopes that a page declared, and for no others', async () => {
    const { browser } = await started({ routes: pagesOf });
    const { send } = browser();
    const form = { scopes: 'Tasks.Read Mail.Send' };
    const { location } = await send('/auth/sign-in', { form });
    const scopes = new URL(location).searchParams.get('scope')?.split(' ');
    expect(scopes).toContain('Tasks.Read');
    expect(scopes).not.toContain('Mail.Send');
  });

  it('if it fails, shows a page that may load a script of this app, and knows where to go on', async () => {
    const { browser, logged } = await started();
    const { send, answerTo } = browser();
    const { location } = await send('/auth/sign-in', { form: { returnTo: '/profile' } });
    const failed = await send(answerTo(location, { error: 'access_denied' }));
    expect([failed.status, failed.text]).toEqual([
      403,
      'page: sign_in_denied, back to /profile, holds the answer',
    ]);
    expect(failed.headers.get('content-security-policy')).toBe(`${policy}; script-src 'self'`);
    expect(logged).toEqual([expect.stringMatching(/^sign_in_denied: .*access_denied/)]);
    const stray = await send('/auth/redirect');
    expect(stray.text).toBe('page: state_missing, back to /, holds the answer');
  });

  it('says when to try again if the identity provider is down', async () => {
    const { browser, provider } = await started();
    const { send, answerTo } = browser();
    const { location } = await send('/auth/sign-in', { form: {} });
    provider.beforeTokens = () => Promise.reject(new Error('down'));
    const down = await send(answerTo(location));
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, '10']);
  });

  it('if it can’t start, shows a page without scripts', async () => {
    const { browser, provider } = await started();
    provider.metadata.issuer = 'https://evil.example';
    const untrusted = await browser().send('/auth/sign-in', { form: {} });
    expect([untrusted.status, untrusted.headers.has('retry-after')]).toEqual([502, false]);
    expect(untrusted.text).toBe('page: provider_untrusted, back to /');
    expect(untrusted.headers.get('content-security-policy')).not.toContain('script-src');
  });
});

describe('a forgotten password of B2C', () => {
  const forgotten = { error: 'access_denied', error_description: 'AADB2C90118: Forgotten.' };
  const setting = (flows: object) =>
    ({ tenantType: 'b2c', userFlows: { signUpSignIn: 'B2C_1_in', ...flows } }) as const;

  it('leads to the user flow that resets it, and from there to the page that was asked for', async () => {
    const { browser, provider } = await started({
      provider: setting({ resetPassword: 'B2C_1_reset' }),
    });
    const { send, answerTo } = browser();
    const { location } = await send('/auth/sign-in', { form: { returnTo: '/profile' } });
    const reset = await send(answerTo(location, forgotten));
    expect(reset.status).toBe(303);
    expect(provider.asked.at(-1)).toMatch(/B2C_1_reset/);
    expect((await send(answerTo(reset.location))).location).toBe('/profile');
  });

  it('is an error like others where no user flow resets it, and other errors lead nowhere', async () => {
    const without = await started({ provider: setting({}) });
    const one = without.browser();
    const { location } = await one.send('/auth/sign-in', { form: {} });
    const refused = await one.send(one.answerTo(location, forgotten));
    expect(refused.text).toMatch(/^page: password_reset_requested, back to \//);
    await without.stop();
    const entra = await started();
    const third = entra.browser();
    const asked = await third.send('/auth/sign-in', { form: {} });
    expect((await third.send(third.answerTo(asked.location, forgotten))).status).toBe(400);
    await entra.stop();
    const { browser } = await started({ provider: setting({ resetPassword: 'B2C_1_reset' }) });
    const other = browser();
    const again = await other.send('/auth/sign-in', { form: {} });
    const denied = await other.send(other.answerTo(again.location, { error: 'access_denied' }));
    expect(denied.text).toMatch(/^page: sign_in_denied/);
  });
});

describe('signing out', () => {
  it('ends the session here, then at the identity provider, and is confirmed once', async () => {
    const { browser, provider } = await started({ routes: pagesOf });
    const { signIn, send } = browser();
    await signIn();
    const out = await send('/auth/sign-out', { form: {} });
    expect(out.status).toBe(303);
    expect(out.location).toContain(`${provider.metadata.end_session_endpoint}?`);
    expect((await send('/')).text).toBe('user: undefined');
    const goodbye = `/goodbye?state=${new URL(out.location).searchParams.get('state')}`;
    expect((await send(goodbye)).text).toBe('confirmed: true');
    expect((await send(goodbye)).text).toBe('confirmed: false');
  });

  it('at the identity provider ends the session here, in a frame that only it can show', async () => {
    const { browser, provider } = await started({ routes: pagesOf });
    provider.claims = { sid: 'its-session' };
    const { signIn, send } = browser();
    await signIn();
    const framed = await browser().send('/auth/front-channel-logout?sid=its-session');
    expect([framed.status, framed.text]).toEqual([200, 'Signed out.']);
    expect(framed.headers.get('content-type')).toMatch(/^text\/plain/);
    const csp = framed.headers.get('content-security-policy');
    expect(csp).toContain('frame-ancestors https://tenant.example');
    expect(csp).toMatch(/form-action 'self' ;/);
    expect((await send('/')).text).toBe('user: undefined');
  });
});

describe('the origins in the policy', () => {
  it('are all to which the identity provider sends browsers, apart from each other', async () => {
    const { browser, provider } = await started({ provider: { tenantType: 'external-id' } });
    const own = `https://${tenantId}.ciamlogin.com`;
    Object.assign(provider.metadata, {
      issuer: `${own}/${tenantId}/v2.0`,
      authorization_endpoint: `${own}/authorize`,
    });
    const page = await browser().send('/');
    expect(page.headers.get('content-security-policy')).toContain(
      `form-action 'self' https://tenant.example ${own};`,
    );
    const frame = await browser().send('/auth/front-channel-logout');
    expect(frame.headers.get('content-security-policy')).toMatch(
      new RegExp(`frame-ancestors https://tenant.example ${own}$`),
    );
  });
});

describe('the sessions of a user', () => {
  const sessionPages: Routes = (app, auth) => {
    pagesOf(app, auth);
    app.get(
      '/sessions',
      auth.loginRequired(),
      auth.userSessions(),
      (_request, response) => void response.json(response.locals.sessions),
    );
  };

  it('can be shown, each with its browser', async () => {
    const { browser } = await started({ routes: sessionPages });
    const { signIn, send } = browser();
    await signIn({}, { 'user-agent': `Firefox ${'x'.repeat(400)}` });
    const [session, ...more] = JSON.parse((await send('/sessions')).text);
    expect(more).toEqual([]);
    expect(session).toMatchObject({
      isCurrent: true,
      userAgent: expect.stringMatching(/^Firefox/),
    });
    expect(session.userAgent).toHaveLength(300);
  });

  it('end one by one by a form, which leads back to a page of this app', async () => {
    const { browser } = await started({ routes: sessionPages });
    const [mine, other] = [browser(), browser()];
    await mine.signIn();
    await other.signIn();
    const sessions: { id: string; isCurrent: boolean }[] = JSON.parse(
      (await mine.send('/sessions')).text,
    );
    const session = sessions.find(({ isCurrent }) => !isCurrent)?.id ?? '';
    const form = { session, returnTo: '/sessions' };
    const ended = await mine.send('/auth/end-session', { form });
    expect([ended.status, ended.location]).toEqual([303, '/sessions']);
    expect((await other.send('/')).text).toBe('user: undefined');
    expect((await mine.send('/')).text).toBe('user: Alex Rivera');
    const away = { session: 'x', returnTo: 'https://evil.example' };
    expect((await mine.send('/auth/end-session', { form: away })).location).toBe('/');
    expect((await mine.send('/auth/end-session', { form: {} })).location).toBe('/');
    const twice = await mine.send('/auth/end-session', {
      method: 'POST',
      body: new URLSearchParams([
        ['session', 'a'],
        ['session', 'b'],
        ['returnTo', '/a'],
        ['returnTo', '/b'],
      ]),
    });
    expect(twice.location).toBe('/');
    const nobody = await browser().send('/auth/end-session', { form });
    expect(nobody.text).toMatch(/^page: sign_in_required/);
  });

  it('end everywhere if the sign-out asks for it, and only here if it doesn’t', async () => {
    const { browser } = await started({ routes: sessionPages });
    const [first, second, third] = [browser(), browser(), browser()];
    for (const { signIn } of [first, second, third]) await signIn();
    const out = await first.send('/auth/sign-out', { form: { everywhere: 'no', returnTo: '/a' } });
    expect(out.status).toBe(303);
    expect((await second.send('/')).text).toBe('user: Alex Rivera');
    await second.send('/auth/sign-out', { form: { everywhere: 'true' } });
    expect((await third.send('/')).text).toBe('user: undefined');
    const twice = await third.send('/auth/sign-out', {
      method: 'POST',
      body: new URLSearchParams([
        ['everywhere', 'true'],
        ['everywhere', 'true'],
        ['returnTo', '/a'],
        ['returnTo', '/b'],
      ]),
    });
    expect(twice.status).toBe(303);
  });
});

describe('a page that needs a fresh sign-in', () => {
  it('lets pass who signed in recently, and asks everyone else to do it again', async () => {
    const { browser, provider } = await started({
      routes: (app, auth) =>
        app.get(
          '/delete',
          auth.loginRequired({ maxAge: 300 }),
          (_request, response) => void response.send('deleted'),
        ),
    });
    const { signIn, send } = browser();
    provider.claims = { auth_time: Math.floor(Date.now() / 1000) - 3600 };
    await signIn();
    expect((await send('/delete')).text).toMatch(/^page: \w+, back to \/delete$/);
    provider.claims = { auth_time: Math.floor(Date.now() / 1000) };
    await signIn();
    expect((await send('/delete')).text).toBe('deleted');
  });
});

describe('a page that needs a user', () => {
  it('lets nobody else pass, and leads back to itself', async () => {
    const { browser, logged } = await started({ routes: pagesOf });
    const { send } = browser();
    for (const path of ['/profile?a=1', '/tasks']) {
      const { status, text } = await send(path);
      expect([status, text]).toEqual([401, `page: sign_in_required, back to ${path}`]);
    }
    expect(logged).toEqual(Array(2).fill('sign_in_required: not signed in'));
  });

  it('gets a token with the scopes that it declared', async () => {
    const { browser } = await started({ routes: pagesOf });
    const { signIn, send } = browser();
    await signIn({ scopes: 'Tasks.Read' });
    expect((await send('/tasks')).text).toBe('token: true');
  });
});

describe('what goes wrong', () => {
  const broken: Routes = (app) => {
    app.get('/throws', () => {
      throw new TypeError('unexpected');
    });
    app.get('/half', (_request, response) => {
      response.write('half');
      throw new Error('after the beginning');
    });
    app.get('/status/:status', (request, _response, next) =>
      next({ status: Number(request.params['status']) }),
    );
  };

  it('has a page: an address that is not there, a mistake in the app, a bad request', async () => {
    const { browser, logged } = await started({ routes: broken });
    const { send } = browser();
    expect(await send('/nowhere')).toMatchObject({ status: 404, text: 'page: not found' });
    expect(logged).toEqual([]);
    expect(await send('/throws')).toMatchObject({ status: 500, text: 'page: failure 500' });
    expect(logged).toEqual([expect.any(TypeError)]);
    for (const status of [400, 418, 499])
      expect(await send(`/status/${status}`)).toMatchObject({
        status,
        text: `page: failure ${status}`,
      });
    expect(logged).toHaveLength(1);
    for (const status of [200, 399, 500, 503])
      expect((await send(`/status/${status}`)).status).toBe(500);
    expect(logged).toHaveLength(5);
  });

  it('after the beginning of a response, ends the connection', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { browser, logged } = await started({ routes: broken });
    await expect(browser().send('/half')).rejects.toThrow();
    // Express writes it to the console.
    expect(logged).toEqual([]);
  });
});
