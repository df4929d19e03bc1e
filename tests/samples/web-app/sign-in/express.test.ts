import { describe, expect, test } from 'vitest';
import { expressTarget } from '../../../hostile-provider/express-target.ts';
import { rawRequest } from '../../../hostile-provider/raw-request.ts';
import { stage } from '../../../hostile-provider/running.ts';
import { Visitor } from '../../../hostile-provider/visitor.ts';

describe('the web app on Express', () => {
  const on = stage(expressTarget);

  test('asks for the scopes that a page declares, and for no others that a form names', async () => {
    const asked = await on.visitor.startSignIn({ scopes: 'api://tasks/Tasks.Read Mail.ReadWrite' });
    const scopes = new URL(asked.url).searchParams.get('scope')?.split(' ');
    expect(scopes).toContain('api://tasks/Tasks.Read');
    expect(scopes).not.toContain('Mail.ReadWrite');
  });

  test('leads from 127.0.0.1 to localhost, where the cookies are', async () => {
    const { port, host } = new URL(on.app.origin);
    const reply = await rawRequest(
      'GET',
      new URL('/profile?x=1', on.app.origin),
      { host: `127.0.0.1:${port}` },
      '',
    );
    expect(reply.status).toBe(307);
    expect(reply.location).toBe(`http://${host}/profile?x=1`);
    for (const path of ['//', '//evil.example/', '/\\evil.example']) {
      const odd = { host: `127.0.0.1:${port}` };
      const led = await rawRequest('GET', new URL(on.app.origin), odd, '', path);
      expect(led.status).toBe(307);
      expect(new URL(led.location).host).toBe(host);
    }
    // A form is not sent on to another place.
    const alias = { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` };
    const posted = await rawRequest('POST', new URL('/auth/sign-in', on.app.origin), alias, '');
    expect(posted.status).toBe(403);
    const hostile = await rawRequest('GET', new URL(on.app.origin), { host: 'evil.example' }, '');
    expect(hostile.location).not.toContain('evil');
  });

  test('W1 pages may load one style sheet, and their forms lead here and to the identity provider only', async () => {
    const { headers } = await on.visitor.open('/');
    expect(headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "style-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      `form-action 'self' ${on.provider.origin}`,
      "frame-ancestors 'none'",
    ]);
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.has('strict-transport-security')).toBe(false);
  });

  test('L3 only the identity provider may show the page of its sign-out in a frame', async () => {
    const { status, headers } = await on.visitor.open(on.app.frontChannelLogoutPath);
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain(
      `frame-ancestors ${on.provider.origin}`,
    );
  });

  test('F15 claims that are no object, or that no API would send, are not passed on', async () => {
    const long = JSON.stringify({ access_token: { x: 'y'.repeat(3_000) } });
    for (const claims of ['1', 'null', '[]', '"x"', '{', long]) {
      const stopped = await on.visitor.startSignIn({ claims });
      expect(stopped.url).toMatch(on.provider.authority);
      expect(stopped.url.length).toBeLessThan(2_000);
    }
  });

  test('a wish for a new password leads nowhere where there is no user flow for it', async () => {
    const stopped = await on.visitor.startSignIn();
    on.provider.forge = {
      answer(parameters) {
        parameters.set('error', 'access_denied');
        parameters.set('error_description', 'AADB2C90118: The user has forgotten their password.');
      },
    };
    const page = await on.visitor.finishSignIn(on.provider.answerTo(stopped.url));
    expect(page.status).toBe(400);
    expect(page.visited).toHaveLength(1);
    expect(page.text).toContain('You asked for a new password');
  });

  test('a user flow that the tenant does not have is not asked for', async () => {
    await on.visitor.signIn();
    const stopped = await on.visitor.startSignIn({ userFlow: 'editProfile' });
    on.provider.forge = { answer: (parameters) => parameters.set('error', 'access_denied') };
    const page = await on.visitor.finishSignIn(on.provider.answerTo(stopped.url));
    expect(page.status).toBe(403);
    expect(page.text).toContain('The identity provider denied this sign-in');
  });

  test('trying again after the identity provider failed leads to the requested page', async () => {
    on.provider.forge = { token: () => ({ status: 503, body: 'x' }) };
    const page = await on.visitor.signIn({ returnTo: '/profile' });
    expect(page.status).toBe(503);
    on.provider.forge = {};
    const again = await on.visitor.browser.press(page, 'Sign in');
    const back = await on.visitor.finishSignIn(on.provider.answerTo(again.url));
    expect(new URL(back.url).pathname).toBe('/profile');
  });

  test('without a sign-out page at the identity provider, the last page denies no sign-out', async () => {
    on.provider.forge = {
      discovery: ({ end_session_endpoint: _, ...document }) => document,
    };
    const app = await expressTarget.start(on.provider);
    const visitor = new Visitor(app, on.provider);
    await visitor.signIn();
    const page = await visitor.signOut();
    await app.stop();
    expect(new URL(page.url).pathname).toBe('/goodbye');
    expect(page.text).toContain('You may still be signed in at the identity provider.');
    expect(page.text).not.toContain('does not know');
    expect(visitor.sessionCookie).toBeUndefined();
  });

  test('D9 of two cookies with one name neither counts: one of them was planted', async () => {
    await on.visitor.signIn();
    const good = `app.session=${on.visitor.sessionCookie}`;
    const signedIn = async (cookie: string) =>
      (await (await fetch(on.app.origin, { headers: { cookie } })).text()).includes('Sign out');
    expect(await signedIn(good)).toBe(true);
    expect(await signedIn(`${good}; app.session=junk`)).toBe(false);
    expect(await signedIn(`app.session=junk; ${good}`)).toBe(false);
  });

  test('a cookie without a value is none', async () => {
    const reply = await fetch(on.app.origin, { headers: { cookie: 'app.sessionx; =y' } });
    expect(reply.status).toBe(200);
    expect(reply.headers.getSetCookie()).toEqual([]);
  });

  test('a claims challenge of an API that is no JSON costs nothing but itself', async () => {
    await on.visitor.signIn();
    const junk = Buffer.from('{"access_token":').toString('base64');
    const headers = { 'www-authenticate': `Bearer error="insufficient_claims", claims="${junk}"` };
    on.provider.forge = { api: () => ({ status: 401, headers, body: '{}' }) };
    const page = await on.visitor.callApi();
    expect(page.status).toBe(401);
    const again = await on.visitor.browser.press(page, 'Sign in');
    expect(again.url).toMatch(on.provider.authority);
  });

  test('a protected page shows nothing to visitors who aren’t signed in, and starts no sign-in on its own', async () => {
    const page = await on.visitor.open('/profile');
    expect(page.status).toBe(401);
    expect(page.text).toContain('Sign in to continue');
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).not.toContain('script-src');
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(on.provider.askedFor('/authorize')).toEqual([]);
  });

  test('what is not there, and what is too long, gets a page', async () => {
    expect((await on.visitor.open('/nowhere')).status).toBe(404);
    const long = { origin: on.app.origin, 'content-type': 'application/x-www-form-urlencoded' };
    const url = new URL('/auth/sign-in', on.app.origin);
    expect((await rawRequest('POST', url, long, `x=${'y'.repeat(20_000)}`)).status).toBe(413);
  });

  test('a claims challenge of the API leads through sign-in with those claims', async () => {
    await on.visitor.signIn();
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const encoded = Buffer.from(claims).toString('base64');
    on.provider.forge = {
      api: () => ({
        status: 401,
        headers: { 'www-authenticate': `Bearer error="insufficient_claims", claims="${encoded}"` },
        body: '{}',
      }),
    };
    const page = await on.visitor.callApi();
    expect(page.status).toBe(401);
    const asked = await on.visitor.browser.press(page, 'Sign in');
    const sent = JSON.parse(new URL(asked.url).searchParams.get('claims') ?? '{}');
    expect(sent.access_token.acrs.value).toBe('c1');
    on.provider.forge = {};
    const back = await on.visitor.finishSignIn(on.provider.answerTo(asked.url));
    expect(new URL(back.url).pathname).toBe('/call-api');
  });

  test('fault 15: SIGTERM lets a sign-in that is under way finish', async () => {
    const app = await expressTarget.start(on.provider);
    const visitor = new Visitor(app, on.provider);
    const answer = on.provider.answerTo((await visitor.startSignIn()).url);
    const [name = ''] = visitor.transactionCookies;
    const cookie = `${name}=${visitor.browser.cookie(app.origin, name)}`;
    const asked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    on.provider.forge = {
      async idToken(claims, header) {
        asked.resolve();
        await released.promise;
        return on.provider.keys.sign(claims, header);
      },
    };
    const reply = rawRequest(
      'GET',
      new URL(answer.pathname + answer.search, app.origin),
      { cookie },
      '',
    );
    await asked.promise;
    const stopped = app.stop();
    released.resolve();
    expect((await reply).status).toBe(303);
    await stopped;
  });
});
