import { describe, expect, test } from 'vitest';
import { rawRequest } from './raw-request.ts';
import { stage } from './running.ts';
import { targets } from './targets.ts';
import { Visitor } from './visitor.ts';

const minutes = 60_000;

describe.each(targets)('sessions of the $name', (target) => {
  const on = stage(target);

  test('C2 a session cookie set before sign-in is replaced, and is worth nothing', async () => {
    const attacker = new Visitor(on.app, on.provider);
    await attacker.signIn();
    attacker.copyCookiesTo(on.visitor);
    const before = on.visitor.sessionCookie;
    await on.visitor.signIn();
    expect(on.visitor.sessionCookie).not.toBe(before);
    expect(await on.visitor.isSignedIn()).toBe(true);
    expect(await attacker.isSignedIn()).toBe(false);
  });

  test('C2 the session before is over, also when the identity provider begins another session', async () => {
    await on.visitor.signIn();
    const before = new Visitor(on.app, on.provider);
    on.visitor.copyCookiesTo(before);
    on.provider.forge = { claims: (claims) => ({ ...claims, sid: 'another' }) };
    await on.visitor.signIn();
    expect(await on.visitor.isSignedIn()).toBe(true);
    expect(await before.isSignedIn()).toBe(false);
  });

  // RFC 6265bis §5.6 trims spaces and tabs only. Chromium takes such a name from a sibling domain without
  // the rules of the prefix __Host-, and sends it back as it is.
  test.each(['\u00a0', '\u0085'])(
    'C2 a cookie is not the session when %j comes before its name',
    async (space) => {
      const attacker = new Visitor(on.app, on.provider);
      await attacker.signIn();
      const session = `${on.app.cookiePrefix}.session=${attacker.sessionCookie}`;
      const homeWith = async (cookie: string) => {
        const reply = await fetch(`${on.app.origin}${on.app.homePath}`, { headers: { cookie } });
        return { text: await reply.text(), cookies: reply.headers.getSetCookie() };
      };
      expect((await homeWith(`a=b; ${session}`)).text).toContain('Sign out');
      const planted = await homeWith(`a=b; ${space}${session}`);
      expect(planted.text).not.toContain('Sign out');
      expect(planted.cookies).toEqual([]);
    },
  );

  test('C3 a sign-out while tokens are renewed is not undone', async () => {
    await on.visitor.signIn();
    const otherTab = new Visitor(on.app, on.provider);
    const thief = new Visitor(on.app, on.provider);
    on.visitor.copyCookiesTo(otherTab);
    on.visitor.copyCookiesTo(thief);
    on.provider.forge = {
      async idToken(claims, header) {
        await otherTab.signOut();
        return on.provider.keys.sign(claims, header);
      },
    };
    await on.visitor.callApi();
    expect(on.provider.askedFor('/token')).toHaveLength(2);
    on.provider.forge = {};
    expect(await thief.isSignedIn()).toBe(false);
  });

  test('tokens are renewed when a request needs it, never behind its back', async () => {
    on.provider.forge = { token: (reply) => ({ ...reply, refresh_in: 1 }) };
    await on.visitor.signIn();
    await on.visitor.callApi();
    const before = on.provider.askedFor('/token').length;
    await on.app.moveClock(minutes);
    expect((await on.visitor.callApi()).text).toContain('hello');
    await on.visitor.isSignedIn();
    expect(on.provider.askedFor('/token')).toHaveLength(before);
  });

  test('C3 a stolen cookie is refused after sign-out', async () => {
    await on.visitor.signIn();
    const thief = new Visitor(on.app, on.provider);
    on.visitor.copyCookiesTo(thief);
    expect(await thief.isSignedIn()).toBe(true);
    await on.visitor.signOut();
    expect(await thief.isSignedIn()).toBe(false);
    const page = await thief.callApi();
    expect(page.text).not.toContain('hello');
    expect(on.provider.askedFor('/api')).toEqual([]);
  });

  test('C4 an unused session ends after an hour', async () => {
    await on.visitor.signIn();
    await on.app.moveClock(59 * minutes);
    expect(await on.visitor.isSignedIn()).toBe(true);
    await on.app.moveClock((59 + 59) * minutes);
    expect(await on.visitor.isSignedIn()).toBe(true);
    await on.app.moveClock((59 + 59 + 61) * minutes);
    expect(await on.visitor.isSignedIn()).toBe(false);
  });

  test('C4 a session in use ends after eight hours', async () => {
    await on.visitor.signIn();
    for (let time = 50; time < 480; time += 50) {
      await on.app.moveClock(time * minutes);
      expect(await on.visitor.isSignedIn()).toBe(true);
    }
    await on.app.moveClock(481 * minutes);
    expect(await on.visitor.isSignedIn()).toBe(false);
  });

  test('C5 a sealed transaction isn’t a session', async () => {
    await on.visitor.startSignIn();
    const [name = ''] = on.visitor.transactionCookies;
    const sealed = on.visitor.browser.cookie(on.app.origin, name);
    on.visitor.browser.setCookie(on.app.origin, `${on.app.cookiePrefix}.session=${sealed}; Path=/`);
    const page = await on.visitor.open(on.app.homePath);
    expect(page.status).toBe(200);
    expect(on.visitor.sessionCookie).toBeUndefined();
  });

  test('C6 no token, code or secret is in a page, in an address or in the log', async () => {
    await on.visitor.signIn();
    const pages = [await on.visitor.callApi(), await on.visitor.open(on.app.homePath)];
    for (const { url } of pages) expect(new URL(url).search).toBe('');
    const broken = `canary-broken-token-${'0'.repeat(40)}`;
    on.provider.forge = { idToken: () => broken };
    pages.push(await new Visitor(on.app, on.provider).signIn());
    on.provider.forge = {
      token: (reply) => ({
        status: 400,
        body: JSON.stringify({
          ...reply,
          error: 'invalid_client',
          error_description: `AADSTS7000215: ${on.provider.secrets.join(' ')}`,
        }),
      }),
    };
    pages.push(await new Visitor(on.app, on.provider).signIn());
    const shown = pages.map(({ text }) => text).join('\n') + on.app.output();
    expect(on.provider.secrets.length).toBeGreaterThan(4);
    for (const secret of [...on.provider.secrets, broken]) {
      expect(shown).not.toContain(secret);
    }
  });

  test('L1 sign-out ends the session here first, then goes to the identity provider', async () => {
    await on.visitor.signIn();
    const thief = new Visitor(on.app, on.provider);
    on.visitor.copyCookiesTo(thief);
    const stopped = await on.visitor.signOut();
    const url = new URL(stopped.url);
    expect(url.href).toMatch(on.provider.discoveryDocument()['end_session_endpoint'] as string);
    expect(url.searchParams.get('post_logout_redirect_uri')).toMatch(`${on.app.publicOrigin}/`);
    expect(on.visitor.sessionCookie).toBeUndefined();
    expect(await thief.isSignedIn()).toBe(false);
    expect(await on.visitor.isSignedIn()).toBe(false);
  });

  test('L2 only the answer to this sign-out is shown as a confirmed sign-out', async () => {
    await on.visitor.signIn();
    const { searchParams } = new URL((await on.visitor.signOut()).url);
    const confirmed = /here and at the identity provider/i;
    for (const search of ['', '?state=other', '?state=', '?state=a&state=b'])
      expect((await on.visitor.open(`${on.app.signedOutPath}${search}`)).text).not.toMatch(
        confirmed,
      );
    const path = `${on.app.signedOutPath}?state=${searchParams.get('state')}`;
    expect((await new Visitor(on.app, on.provider).open(path)).text).not.toMatch(confirmed);
    expect((await on.visitor.open(path)).text).toMatch(confirmed);
  });

  test('L3 front-channel sign-out ends the session by its sid alone, without cookies', async () => {
    on.provider.forge = { claims: (claims) => ({ ...claims, sid: 'sid-of-l3' }) };
    await on.visitor.signIn();
    const frame = new Visitor(on.app, on.provider);
    const path = on.app.frontChannelLogoutPath;
    for (const search of ['', '?sid=other', '?sid=sid-of-l3&iss=https%3A%2F%2Fevil.example'])
      await frame.open(`${path}${search}`);
    expect(await on.visitor.isSignedIn()).toBe(true);
    await frame.open(`${path}?sid=sid-of-l3`);
    expect(await on.visitor.isSignedIn()).toBe(false);
  });

  test('T15 renewed tokens of another user end the session', async () => {
    for (const foreign of [{ sub: 'subject-2' }, { iss: 'https://evil.example/v2.0' }]) {
      const visitor = new Visitor(on.app, on.provider);
      on.provider.reset();
      await visitor.signIn();
      on.provider.forge = { claims: (claims) => ({ ...claims, ...foreign }) };
      const page = await visitor.callApi();
      expect(page.text).not.toContain('hello');
      expect(on.provider.askedFor('/api')).toEqual([]);
      on.provider.forge = {};
      expect(await visitor.isSignedIn()).toBe(false);
    }
  });

  test('fault 5: permission that the identity provider takes back leads to signing in again', async () => {
    await on.visitor.signIn();
    on.provider.forge = {
      token: () => ({
        status: 400,
        body: '{"error":"invalid_grant","error_description":"AADSTS50173: revoked"}',
      }),
    };
    const page = await on.visitor.callApi();
    const isSentToProvider = page.url.startsWith(`${on.provider.authority}/oauth2/v2.0/authorize`);
    const offersSignIn = page.forms.some(({ action }) => action === on.app.signIn.path);
    expect(isSentToProvider || offersSignIn).toBe(true);
    expect(page.text).not.toContain('hello');
  });

  test('the proof that the identity provider requires for renewal is requested at the next sign-in', async () => {
    await on.visitor.signIn();
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c2"}}}';
    const wanted = {
      error: 'interaction_required',
      error_description: 'AADSTS50076: more',
      claims,
    };
    on.provider.forge = { token: () => ({ status: 400, body: JSON.stringify(wanted) }) };
    const page = await on.visitor.callApi();
    const isAsked = page.url.startsWith(on.provider.authority);
    const asked = isAsked ? page : await on.visitor.browser.press(page, 'Sign in');
    const sent = JSON.parse(new URL(asked.url).searchParams.get('claims') ?? '{}');
    expect(sent.access_token.acrs.value).toBe('c2');
  });

  test('fault 16: requests at the same time renew the tokens once', async () => {
    await on.visitor.signIn();
    const before = on.provider.askedFor('/token').length;
    const pages = await Promise.all(Array.from({ length: 5 }, () => on.visitor.callApi()));
    expect(pages.every(({ text }) => text.includes('hello'))).toBe(true);
    expect(on.provider.askedFor('/token').length - before).toBe(1);
  });

  test('fault 18: signing out in one tab signs the other out', async () => {
    await on.visitor.signIn();
    const otherTab = new Visitor(on.app, on.provider);
    on.visitor.copyCookiesTo(otherTab);
    await on.visitor.signOut();
    expect((await otherTab.callApi()).text).not.toContain('hello');
  });
});

describe.each(targets)('cookies of the $name', (target) => {
  const on = stage(target, { publicOrigin: 'https://app.example' });

  test('C1 behind https every cookie is __Host-, Secure, HttpOnly, Lax, for the whole host', async () => {
    // As a proxy in front of the app passes it on.
    const outside = {
      host: 'app.example',
      'x-forwarded-proto': 'https',
      origin: 'https://app.example',
    };
    const headers: string[] = [];
    const ask = async (method: string, path: string, fields: Record<string, string>) => {
      const cookie = headers.map((header) => header.split(';')[0]).join('; ');
      const body = new URLSearchParams(fields).toString();
      const sent = { ...outside, cookie };
      const reply = await rawRequest(method, new URL(path, on.app.origin), sent, body);
      headers.push(...reply.cookies);
      return reply;
    };
    const started = await ask('POST', on.app.signIn.path, on.app.signIn.fields);
    const answer = on.provider.answerTo(started.location);
    const finished = await ask('GET', `${answer.pathname}${answer.search}`, {});
    const signedOut = await ask('POST', on.app.signOut.path, on.app.signOut.fields);
    // With 303 a browser asks the next address without the form (RFC 9700 §4.12).
    for (const { status } of [started, finished, signedOut]) expect(status).toBe(303);
    expect(headers.length).toBeGreaterThanOrEqual(5);
    for (const header of headers) {
      expect(header).toMatch(/^__Host-/);
      expect(header).toMatch(/; Secure/);
      expect(header).toMatch(/; HttpOnly/);
      expect(header).toMatch(/; SameSite=Lax/);
      expect(header).toMatch(/; Path=\/(;|$)/);
      expect(header).not.toMatch(/Domain/i);
    }
    const home = await ask('GET', on.app.homePath, {});
    const [, seconds] = /max-age=(\d+)/.exec(home.headers['strict-transport-security'] ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(365 * 24 * 3600);
  });
});
