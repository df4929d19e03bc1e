import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { clientSecret } from './provider.ts';
import type { Claims } from './provider-keys.ts';
import { stage } from './running.ts';
import { targets } from './targets.ts';
import { Visitor } from './visitor.ts';

const now = () => Math.floor(Date.now() / 1000);

/** The checks that published samples and libraries were put to, by the same numbers. */
describe.each(targets)('what peers were asked, asked of the $name', (target) => {
  // Ten thousand requests come from one address.
  const on = stage(target, { environment: { SIGN_IN_LIMIT: '0' } });

  const changed = (changes: Claims) => ({
    claims: (claims: Claims): Claims => JSON.parse(JSON.stringify({ ...claims, ...changes })),
  });
  const answered = async (spoil: (parameters: URLSearchParams) => void) => {
    const stopped = await on.visitor.startSignIn();
    on.provider.forge = { answer: spoil };
    return on.visitor.finishSignIn(on.provider.answerTo(stopped.url));
  };
  const raw = (path: string, cookie = '', init: RequestInit = {}) =>
    fetch(`${on.app.origin}${path}`, { redirect: 'manual', ...init, headers: { cookie } });

  test('peer check 1: an ID token signed by another key', async () => {
    on.provider.forge = {
      async idToken(claims, header) {
        const { privateKey } = await generateKeyPair('RS256');
        return new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
      },
    };
    await on.visitor.expectRefused(await on.visitor.signIn());
  });

  test('peer check 2: alg none', async () => {
    on.provider.forge = { idToken: (claims) => new UnsecuredJWT(claims).encode() };
    await on.visitor.expectRefused(await on.visitor.signIn());
  });

  const claims: [check: string, changes: Claims][] = [
    ['3: another issuer', { iss: 'https://evil.example/v2.0' }],
    ['4: another audience', { aud: 'somebody-else' }],
    ['5: expired', { exp: now() - 600 }],
    ['6: another nonce', { nonce: 'of-somebody-else' }],
    ['7: no nonce', { nonce: undefined }],
  ];
  test.each(claims)('peer check %s', async (_, changes) => {
    on.provider.forge = changed(changes);
    await on.visitor.expectRefused(await on.visitor.signIn());
  });

  test('peer check 8: no state', async () => {
    await on.visitor.expectRefused(await answered((answer) => answer.delete('state')));
  });

  test('peer check 9: another state', async () => {
    await on.visitor.expectRefused(await answered((answer) => answer.set('state', 'x')));
  });

  test('peer check 10: no cookie and no state, by GET and by POST, and the process lives', async () => {
    await on.visitor.expectRefused(await on.visitor.open(`${on.app.redirectPath}?code=x`));
    for (const body of ['', 'state=x', 'code=x&state=', '%', 'state[]=x']) {
      const reply = await raw(on.app.redirectPath, '', {
        method: 'POST',
        body: new URLSearchParams(body),
      });
      expect([403, 404, 405]).toContain(reply.status);
    }
    expect((await on.visitor.signIn()).status).toBe(200);
  });

  test("peer check 10b: an attacker's code and state in a browser without cookies", async () => {
    const attacker = new Visitor(on.app, on.provider);
    const answer = on.provider.answerTo((await attacker.startSignIn()).url);
    await on.visitor.expectRefused(await on.visitor.finishSignIn(answer));
    expect(on.provider.askedFor('/token')).toEqual([]);
  });

  test('peer check 11: the same answer twice', async () => {
    const answer = on.provider.answerTo((await on.visitor.startSignIn()).url);
    const copy = new Visitor(on.app, on.provider);
    on.visitor.copyCookiesTo(copy);
    await on.visitor.finishSignIn(answer);
    await copy.expectRefused(await copy.finishSignIn(answer));
  });

  test('peer check 12: a session fixed before sign-in', async () => {
    const attacker = new Visitor(on.app, on.provider);
    await attacker.signIn();
    attacker.copyCookiesTo(on.visitor);
    await on.visitor.signIn();
    expect(on.visitor.sessionCookie).not.toBe(attacker.sessionCookie);
    expect(await attacker.isSignedIn()).toBe(false);
  });

  test('peer check 13: PKCE with S256', async () => {
    const { searchParams } = new URL((await on.visitor.startSignIn()).url);
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
  });

  test('peer check 14: cookies are HttpOnly and SameSite=Lax, and short enough for every browser', async () => {
    const reply = await fetch(`${on.app.origin}${on.app.signIn.path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: on.app.publicOrigin },
      body: new URLSearchParams(on.app.signIn.fields),
    });
    const started = reply.headers.getSetCookie();
    const answer = on.provider.answerTo(reply.headers.get('location') ?? '');
    const sent = started.map((header) => header.split(';')[0]).join('; ');
    const finished = await raw(`${answer.pathname}${answer.search}`, sent);
    const headers = [...started, ...finished.headers.getSetCookie()];
    expect(headers.length).toBeGreaterThanOrEqual(3);
    for (const header of headers) {
      expect(header).toMatch(/; HttpOnly/);
      expect(header).toMatch(/; SameSite=Lax/);
      expect(header.length).toBeLessThan(4096);
    }
  });

  test('peer check 15: sign-out by a cross-site GET', async () => {
    await on.visitor.signIn();
    const cookie = `${on.app.cookiePrefix}.session=${on.visitor.sessionCookie}`;
    const reply = await raw(on.app.signOut.path, cookie);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(await on.visitor.isSignedIn()).toBe(true);
  });

  test('peer check 16: a stolen cookie after sign-out', async () => {
    await on.visitor.signIn();
    const thief = new Visitor(on.app, on.provider);
    on.visitor.copyCookiesTo(thief);
    await on.visitor.signOut();
    expect(await thief.isSignedIn()).toBe(false);
  });

  test('peer check 17: an open redirect', async () => {
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      const page = await on.visitor.signIn({ returnTo });
      expect(page.visited.map((url) => new URL(url).origin)).not.toContain('https://evil.example');
      expect(new URL(page.url).origin).toBe(on.app.origin);
    }
  });

  test('peer check 18: tokens and the secret in pages or in the log', async () => {
    const pages = [await on.visitor.signIn(), await on.visitor.callApi()];
    on.provider.forge = changed({ iss: 'https://evil.example' });
    pages.push(await new Visitor(on.app, on.provider).signIn());
    const shown = pages.map(({ text }) => text).join() + on.app.output();
    for (const secret of on.provider.secrets) expect(shown).not.toContain(secret);
  });

  test('peer check 19: a token endpoint that redirects with 307 does not get the secret sent on', async () => {
    on.provider.forge = {
      token: () => ({ status: 307, headers: { location: '/stolen' }, body: '' }),
    };
    await on.visitor.expectRefused(await on.visitor.signIn());
    expect(on.provider.askedFor('/stolen')).toEqual([]);
    expect(on.provider.askedFor('/token')[0]?.body.get('client_secret')).toBe(clientSecret);
  });

  test('peer check 20: the app responds within 15 seconds if the identity provider hangs', async () => {
    on.provider.forge = { token: () => ({ body: '', hangs: true }) };
    const started = performance.now();
    await on.visitor.expectRefused(await on.visitor.signIn());
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  // Ten thousand requests take as long as the machine takes: nothing is said here about how long.
  test('peer check 21, fault 24: 10,000 mutated cookies give no error of the server', async () => {
    await on.visitor.signIn();
    const good = on.visitor.sessionCookie ?? '';
    const prefix = on.app.cookiePrefix;
    const asked = (kind: number, cookie: string): Promise<Response> => {
      if (kind === 0) return raw(`${on.app.redirectPath}?code=x&state=x`, cookie);
      if (kind === 1) return raw(on.app.homePath, cookie);
      return fetch(`${on.app.origin}${on.app.signOut.path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: on.app.publicOrigin, cookie },
        body: new URLSearchParams(on.app.signOut.fields),
      });
    };
    const statuses = new Map<number, number>();
    let number = 0;
    const sender = async (): Promise<void> => {
      while (number < 10_000) {
        const cookie = `${prefix}.${number % 20 ? 'session' : 'transaction.x'}=${mutated(good, number)}`;
        const reply = await asked(number++ % 20, cookie);
        await reply.body?.cancel();
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 16 }, sender));
    // Pages of the site take longest, so most of them go to an address that answers without one.
    expect(Object.fromEntries(statuses)).toEqual({ 200: 500, 303: 9_000, 400: 500 });
    expect(await on.visitor.isSignedIn()).toBe(true);
  }, 600_000);

  test('peer check 22: security headers', async () => {
    const { headers } = await raw(on.app.homePath);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBeTruthy();
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

/** Another spoilt cookie for each number, the same for the same number. */
function mutated(good: string, number: number): string {
  const at = (number * 7919) % (good.length - 4);
  const noise = '%&"{}[]*~.AzZ09-_\\'[number % 18] ?? '';
  switch (number % 6) {
    case 0:
      return `${good.slice(0, at)}${good[at] === noise ? 'q' : noise}${good.slice(at + 1)}`;
    case 1:
      return good.slice(0, at);
    case 2:
      return `${good.slice(0, at)}${noise}${good.slice(at)}`;
    case 3:
      // Longer or shorter, so that it never is the good one.
      return `${noise}${good.slice(at)}`.repeat(at === 1 ? 2 : 1);
    case 4:
      return good
        .split('.')
        .with(number % 2, noise)
        .join('.');
    default:
      return noise.repeat(number % 2000);
  }
}
