import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Forgery, HostileProvider } from './provider.ts';
import { stage } from './running.ts';
import type { RunningTarget } from './target.ts';
import { targets } from './targets.ts';
import { Visitor } from './visitor.ts';

describe.each(targets)('discovery by the $name', (target) => {
  let provider: HostileProvider;
  let app: RunningTarget;
  let visitor: Visitor;

  beforeEach(async () => {
    provider = await HostileProvider.start();
    app = await target.start(provider);
    visitor = new Visitor(app, provider);
  });
  afterEach(async () => {
    await app.stop();
    await provider.close();
  });

  const elsewhere: [check: string, changes: (provider: HostileProvider) => object][] = [
    ['T13 an issuer on another host', () => ({ issuer: 'https://evil.example/v2.0' })],
    [
      'T13 an issuer of another path',
      ({ issuer }) => ({ issuer: issuer.replace('/v2.0', '/other') }),
    ],
    ['T13 an issuer with a slash more', ({ issuer }) => ({ issuer: `${issuer}/` })],
    [
      'T13 the issuer of another tenant',
      ({ issuer }) => ({ issuer: issuer.replace('0a0a0a0a', '0e0e0e0e') }),
    ],
    [
      'T13 an issuer with another host before it',
      ({ issuer }) => ({ issuer: issuer.replace('https://', 'https://evil.example/') }),
    ],
    ['R2 a token endpoint elsewhere', () => ({ token_endpoint: 'https://evil.example/token' })],
    ['R2 a token endpoint over http', () => ({ token_endpoint: 'http://localhost:6379/token' })],
    ['R2 keys elsewhere', () => ({ jwks_uri: 'https://169.254.169.254/keys' })],
    [
      'R2 an authorization endpoint elsewhere',
      () => ({ authorization_endpoint: 'https://evil.example/a' }),
    ],
    [
      'R2 an authorization endpoint that is a script',
      () => ({ authorization_endpoint: 'javascript:alert(1)//localhost' }),
    ],
    [
      'R2 a sign-out endpoint elsewhere',
      () => ({ end_session_endpoint: 'https://evil.example/out' }),
    ],
    ['no token endpoint', () => ({ token_endpoint: undefined })],
  ];

  test.each(elsewhere)('%s is refused before anybody is sent there', async (_, changes) => {
    provider.forge = { discovery: (document) => ({ ...document, ...changes(provider) }) };
    const page = await visitor.startSignIn();
    expect(new URL(page.url).origin).toBe(app.origin);
    expect(visitor.transactionCookies).toEqual([]);
    await visitor.expectRefused(page);
  });

  test('an identity provider that recovers is asked again', async () => {
    provider.forge = { discovery: () => ({ status: 500, body: '' }) };
    const page = await visitor.startSignIn({ returnTo: '//evil.example' });
    expect(page.status).toBe(503);
    // F11: nor does the button of this page lead elsewhere.
    expect(page.text).not.toMatch(/(?:href|action|value|src)="[^"]*evil\.example/);
    // L3: nor can the app tell whether a sign-out comes from the identity provider.
    const signedOut = await visitor.open(`${app.frontChannelLogoutPath}?sid=a&iss=b`);
    expect([204, 503]).toContain(signedOut.status);
    provider.forge = {};
    expect((await visitor.signIn()).status).toBe(200);
  });
});

describe.each(targets)('requests of the $name to the identity provider', (target) => {
  const on = stage(target);

  test('R3 a redirect of the token endpoint is not followed', async () => {
    const stolen: string[] = [];
    const thief = createServer((request, response) => {
      stolen.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => thief.listen(0, resolve));
    const { port } = thief.address() as AddressInfo;
    for (const status of [301, 302, 303, 307, 308]) {
      on.provider.forge = {
        token: () => ({
          status,
          headers: { location: `http://localhost:${port}/steal` },
          body: '',
        }),
      };
      await on.visitor.expectRefused(await on.visitor.signIn());
    }
    expect(stolen).toEqual([]);
    thief.close();
  });

  const unusable: [what: string, forgery: Forgery, status: number][] = [
    ['an answer of 2 MB', { token: () => ({ body: `"${'A'.repeat(2_000_000)}"` }) }, 502],
    ['HTML', { token: () => ({ body: '<h1>Hello</h1>' }) }, 502],
    ['a JSON text', { token: () => ({ body: '"text"' }) }, 502],
    ['a JSON null', { token: () => ({ body: 'null' }) }, 502],
    ['status 500', { token: () => ({ status: 500, body: '<h1>Oops</h1>' }) }, 503],
    [
      'status 429',
      { token: () => ({ status: 429, headers: { 'retry-after': '7' }, body: '{}' }) },
      503,
    ],
    ['keys of 2 MB', { keys: () => ({ body: `"${'A'.repeat(2_000_000)}"` }) }, 400],
    ['invalid_client', { token: () => ({ status: 401, body: '{"error":"invalid_client"}' }) }, 502],
  ];

  test.each(unusable)(
    'R3, fault 8: %s is refused, and the code is sent once',
    async (_, forgery, status) => {
      if (forgery.keys) await on.provider.keys.rotate();
      on.provider.forge = forgery;
      const page = await on.visitor.signIn();
      if (!forgery.keys) expect(page.status).toBe(status);
      await on.visitor.expectRefused(page);
      expect(on.provider.askedFor('/token')).toHaveLength(1);
    },
  );

  test('fault 8: the time to wait is passed on', async () => {
    const stopped = await on.visitor.startSignIn();
    on.provider.forge = {
      token: () => ({ status: 429, headers: { 'retry-after': '7' }, body: '{}' }),
    };
    const page = await on.visitor.finishSignIn(on.provider.answerTo(stopped.url));
    expect(page.headers.get('retry-after')).toBe('7');
  });

  test('R3 a redirect of the API is not followed, and an answer without end is not kept', async () => {
    await on.visitor.signIn();
    const headers = { location: `${on.provider.origin}/stolen` };
    on.provider.forge = { api: () => ({ status: 307, headers, body: '' }) };
    expect((await on.visitor.callApi()).text).toContain('api_redirected');
    expect(on.provider.askedFor('/api')).toHaveLength(1);
    expect(on.provider.askedFor('/stolen')).toEqual([]);
    on.provider.forge = { api: () => ({ body: `"${'A'.repeat(200_000)}"` }) };
    const page = await on.visitor.callApi();
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('A'.repeat(1_000));
    expect(page.text).toContain('api_response_too_large');
  });

  test('R3, faults 6 and 7: the app gives up on an identity provider that hangs, while other pages keep working', async () => {
    const caller = new Visitor(on.app, on.provider);
    await caller.signIn();
    await caller.callApi();
    const hangs = () => ({ body: '', hangs: true });
    on.provider.forge = { token: hangs, api: hangs };
    const started = Date.now();
    const hanging = on.visitor.signIn();
    const calling = caller.callApi();
    expect((await new Visitor(on.app, on.provider).open(on.app.homePath)).status).toBe(200);
    const page = await hanging;
    expect(page.status).toBe(503);
    expect((await calling).text).toContain('api_timed_out');
    // Far from the minutes for which fetch alone would wait.
    expect(Date.now() - started).toBeLessThan(30_000);
    on.provider.asked = [];
    await on.visitor.expectRefused(page);
  });

  test('fault 6: signing out works while the identity provider is down', async () => {
    const provider = await HostileProvider.start();
    const app = await target.start(provider);
    const visitor = new Visitor(app, provider);
    await visitor.signIn();
    await provider.close();
    const page = await visitor.signOut();
    expect(page.status).toBeLessThan(500);
    expect(visitor.sessionCookie).toBeUndefined();
    await app.stop();
  });
});
