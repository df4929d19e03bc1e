import { describe, expect, test } from 'vitest';
import { rawRequest } from './raw-request.ts';
import { stage } from './running.ts';
import { targets } from './targets.ts';

const post = (origin: string, path: string, body: string, headers: Record<string, string>) =>
  rawRequest('POST', new URL(path, origin), headers, body);

const elsewhere = [
  'https://evil.example',
  'https:evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%5cevil.example',
  '/%2f%2fevil.example',
  '/%252f%252fevil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/\tevil.example',
  '/\n/evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/\u2028/evil.example',
  'evil.example',
];

describe.each(targets)('requests to the $name', (target) => {
  const on = stage(target);

  test('F10 signing in or out from another site has no effect', async () => {
    await on.visitor.signIn();
    const { signIn, signOut, origin, publicOrigin } = on.app;
    const session = `${on.app.cookiePrefix}.session=${on.visitor.sessionCookie}`;
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      {},
      { origin: publicOrigin, 'sec-fetch-site': 'cross-site' },
      { origin: publicOrigin, 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign)
      for (const { path, fields } of [signIn, signOut]) {
        const body = new URLSearchParams(fields).toString();
        const reply = await post(origin, path, body, { ...headers, cookie: session });
        expect(reply.status).toBe(403);
        expect(reply.cookies).toEqual([]);
      }
    for (const { path } of [signIn, signOut]) {
      const reply = await fetch(`${origin}${path}`, {
        headers: { cookie: session },
        redirect: 'manual',
      });
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.headers.getSetCookie()).toEqual([]);
    }
    expect(await on.visitor.isSignedIn()).toBe(true);
  });

  test.each(elsewhere)('F11 returnTo %j leads to a page of this app', async (returnTo) => {
    const page = await on.visitor.signIn({ returnTo });
    expect(new URL(page.url).origin).toBe(on.app.origin);
    expect(new URL(page.url).pathname).toBe(on.app.homePath);
    expect(page.visited.every((url) => !new URL(url).host.includes('evil'))).toBe(true);
    expect(page.status).toBe(200);
  });

  test('F11 nor does calling the API or signing out lead elsewhere', async () => {
    await on.visitor.signIn();
    const fields = { returnTo: '//evil.example' };
    const called = await on.visitor.callApi(fields);
    const out = new URL((await on.visitor.signOut(fields)).url);
    const state = out.searchParams.get('state');
    const back = await on.visitor.open(`${on.app.signedOutPath}?state=${state}`);
    for (const url of [...called.visited, ...back.visited])
      expect(new URL(url).origin).toBe(on.app.origin);
    expect([on.app.homePath, on.app.signedOutPath]).toContain(new URL(back.url).pathname);
  });

  test('F15 fields that no button sends, and values that make no sense, change nothing', async () => {
    const strange = {
      userFlow: '__proto__',
      prompt: 'of-nobody',
      loginHint: 'x'.repeat(3_000),
      'a-field-that-no-button-sends': 'x',
    };
    const stopped = await on.visitor.startSignIn(strange);
    const asked = new URL(stopped.url).searchParams;
    expect(asked.get('scope')?.split(' ').sort()).toEqual(['offline_access', 'openid', 'profile']);
    expect(asked.has('prompt')).toBe(false);
    expect(asked.has('login_hint')).toBe(false);
    const page = await on.visitor.open(on.app.homePath);
    expect(page.text).not.toContain('a-field-that-no-button-sends');
    expect((await on.visitor.signIn()).status).toBe(200);
  });

  test('F15 claims that can’t be passed on are refused with the reason, and never half of them', async () => {
    const long = JSON.stringify({ access_token: { x: 'y'.repeat(5_000) } });
    for (const claims of ['{"id_token":', '[]', '{"access_token":null}', long]) {
      const page = await on.visitor.startSignIn({ claims });
      expect(page.status, claims.slice(0, 20)).toBe(400);
      expect(new URL(page.url).origin).toBe(on.app.origin);
      expect(page.text).toContain('claims_unusable');
    }
    const many = JSON.stringify({ access_token: { x: 'y'.repeat(3_000) } });
    const { url } = await on.visitor.startSignIn({ claims: many });
    expect(new URL(url).searchParams.get('claims')).toContain('y'.repeat(3_000));
  });

  test('a form that is none gets an answer, and no error of the server', async () => {
    for (const type of ['multipart/form-data', 'application/json', 'text/plain', 'x']) {
      const headers = { origin: on.app.publicOrigin, 'content-type': type };
      const reply = await post(on.app.origin, on.app.signIn.path, '{"a":', headers);
      expect(reply.status).toBeLessThan(500);
    }
  });

  test('addresses that only look like folders lead nowhere', async () => {
    for (const path of [
      '//evil.example/%2f..',
      '/%2e%2e//',
      '/\\evil.example/..',
      '/%5cevil.example%2f..',
      '/public',
    ]) {
      const reply = await rawRequest('GET', new URL(on.app.origin), {}, '', path);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.location).toBe('');
    }
  });

  test('a target that is a whole address, as for a proxy, is refused on every route', async () => {
    const { redirectPath, signedOutPath, frontChannelLogoutPath, homePath, origin } = on.app;
    for (const path of [redirectPath, signedOutPath, frontChannelLogoutPath, homePath])
      for (const host of ['http://a:99999', 'http://evil.example'])
        for (const method of ['GET', 'POST']) {
          const target = `${host}${path}?state=x&sid=x`;
          const reply = await rawRequest(method, new URL(origin), {}, '', target);
          expect(reply.status, `${method} ${target}`).toBe(400);
          expect(reply.location).toBe('');
          expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
        }
    const asterisk = await rawRequest('OPTIONS', new URL(origin), {}, '', '*');
    expect(asterisk.status).toBeLessThan(500);
  });

  test('F12 redirect_uri comes from the configuration, whatever the request says', async () => {
    const { signIn, signOut, origin, publicOrigin } = on.app;
    const spoofed = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '10.0.0.1',
      forwarded: 'host=evil.example;proto=https',
      origin: publicOrigin,
    };
    const into = await post(
      origin,
      signIn.path,
      new URLSearchParams(signIn.fields).toString(),
      spoofed,
    );
    if (into.status === 303)
      expect(new URL(into.location).searchParams.get('redirect_uri')).toMatch(`${publicOrigin}/`);
    else expect(into.status).toBeGreaterThanOrEqual(400);
    const out = await post(
      origin,
      signOut.path,
      new URLSearchParams(signOut.fields).toString(),
      spoofed,
    );
    expect(out.location).not.toMatch(/post_logout_redirect_uri=[^&]*evil/);
  });

  test('F13 HTML in claims and in error texts stays text', async () => {
    const script = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    on.provider.forge = { claims: (claims) => ({ ...claims, name: script }) };
    await on.visitor.signIn();
    const page = await on.visitor.open(on.app.homePath);
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).not.toContain('<img src=x');
    expect(page.text).toContain('&lt;script&gt;alert');

    on.provider.forge = {
      answer(parameters) {
        parameters.set('error', script);
        parameters.set('error_description', `AADSTS50011: ${script}`);
      },
    };
    const failed = await on.visitor.signIn();
    expect(failed.status).toBe(502);
    expect(failed.text).not.toContain('<script>alert');
    expect(failed.text).not.toContain('<img src=x');
    expect(failed.text).toContain('AADSTS50011');
  });

  test('fault 24: mutated cookies are cleared, and never end in an error of the server', async () => {
    await on.visitor.signIn();
    const good = on.visitor.sessionCookie ?? '';
    const name = `${on.app.cookiePrefix}.session`;
    const [id, key] = good.split('.');
    const mutated = [
      '',
      'x',
      '*******',
      '%',
      '%E0%A4%A',
      '{}',
      'null',
      '__proto__',
      good.slice(0, -9),
      `x${good}`,
      good.slice(0, -1),
      `${id}.${id}`,
      `${key}.${id}`,
      `__proto__.${key}`,
      `Fe26.2*${good}`,
      'Fe26.2*1*a*b*c**d*e~2',
      'A'.repeat(4000),
    ];
    for (let at = 0; at < good.length; at += 5)
      mutated.push(`${good.slice(0, at)}${good[at] === 'A' ? 'B' : 'A'}${good.slice(at + 1)}`);
    for (const value of mutated) {
      const reply = await fetch(`${on.app.origin}${on.app.homePath}`, {
        headers: {
          cookie: ['session', 'transaction.x', 'trace']
            .map((kind) => `${on.app.cookiePrefix}.${kind}=${value}`)
            .join('; '),
        },
      });
      expect(reply.status).toBe(200);
      expect(await reply.text()).not.toContain('Alex Rivera');
      if (value !== '') expect(reply.headers.getSetCookie().join()).toMatch(`${name}=;`);
    }
  });

  test('fault 24: a cookie whose name no app could have given is left alone', async () => {
    const { signIn, signOut, origin, publicOrigin, cookiePrefix } = on.app;
    // Seven, as the oldest attempts are cleared when there are more than five.
    const names = ['(x', 'ä', '@', '"', '/', '[', '?'].map(
      (end) => `${cookiePrefix}.transaction.${end}=1`,
    );
    const headers = { origin: publicOrigin, cookie: names.join('; ') };
    for (const { path, fields } of [signIn, signOut]) {
      const body = new URLSearchParams(fields).toString();
      const reply = await post(origin, path, body, headers);
      expect(reply.status).toBe(303);
      expect(new URL(reply.location).origin).toBe(on.provider.origin);
    }
    // Attempts at another tenant type are cleared apart from these.
    const other = names.map((each) => each.replace('entra-id', 'b2c'));
    const elsewhere = { ...headers, cookie: other.join('; ') };
    const body = new URLSearchParams(signIn.fields).toString();
    expect((await post(origin, signIn.path, body, elsewhere)).status).toBe(303);
  });

  test('fault 25: oversized headers are refused with 431, and the app lives', async () => {
    const reply = await fetch(on.app.origin, { headers: { cookie: `x=${'A'.repeat(20_000)}` } });
    expect(reply.status).toBe(431);
    expect((await fetch(on.app.origin)).status).toBe(200);
  });

  test('W1 every response carries the security headers', async () => {
    const paths = [on.app.homePath, '/not/there', on.app.redirectPath, on.app.signIn.path];
    for (const path of paths) {
      const { headers } = await fetch(`${on.app.origin}${path}`, { redirect: 'manual' });
      const policy = headers.get('content-security-policy') ?? '';
      for (const directive of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect(policy).toContain(directive);
      const scripts = /script-src[^;]*/.exec(policy)?.[0] ?? /default-src[^;]*/.exec(policy)?.[0];
      expect(scripts).not.toContain('unsafe-inline');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*microphone=\(\)/);
      expect(headers.get('referrer-policy')).toBeTruthy();
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});
