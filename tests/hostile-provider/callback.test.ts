import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { clientId } from './provider.ts';
import { stage } from './running.ts';
import { targets } from './targets.ts';
import { Visitor } from './visitor.ts';

const authorizeUrl = (page: { url: string }) => new URL(page.url);

describe.each(targets)('the identity provider’s response, at the $name', (target) => {
  const on = stage(target);

  const spoilt: [check: string, spoil: (parameters: URLSearchParams) => void][] = [
    ['F1 without state', (parameters) => parameters.delete('state')],
    ['F1 with an empty state', (parameters) => parameters.set('state', '')],
    ['F1 with another state', (parameters) => parameters.set('state', 'A'.repeat(43))],
    [
      'F1 with state twice',
      (parameters) => parameters.append('state', parameters.get('state') ?? ''),
    ],
    [
      'F1 with state as an array',
      (parameters) => {
        parameters.append('state[]', parameters.get('state') ?? '');
        parameters.delete('state');
      },
    ],
    ['without code', (parameters) => parameters.delete('code')],
    ['with code twice', (parameters) => parameters.append('code', 'second')],
    ['F4 with a wrong iss', (parameters) => parameters.set('iss', 'https://evil.example')],
    [
      'F4 with iss twice',
      (parameters) => {
        parameters.append('iss', on.provider.issuer);
        parameters.append('iss', on.provider.issuer);
      },
    ],
  ];

  test.each(spoilt)('%s is refused before any request for tokens', async (_, spoil) => {
    const stopped = await on.visitor.startSignIn();
    on.provider.forge = { answer: spoil };
    const page = await on.visitor.finishSignIn(on.provider.answerTo(stopped.url));
    await on.visitor.expectRefused(page);
    expect(on.provider.askedFor('/token')).toEqual([]);
  });

  test('F2 without cookies and without state it is refused', async () => {
    for (const search of ['?code=x', '', '?code=x&state=', '?state=undefined&code=x']) {
      await on.visitor.expectRefused(await on.visitor.open(`${on.app.redirectPath}${search}`));
    }
    expect(on.provider.askedFor('/token')).toEqual([]);
  });

  test('F4 an error with a wrong iss is refused, and its text is not shown', async () => {
    const stopped = await on.visitor.startSignIn();
    const state = authorizeUrl(stopped).searchParams.get('state') ?? '';
    const answer = new URL(on.app.redirectPath, on.app.origin);
    answer.search = new URLSearchParams({
      state,
      error: 'access_denied',
      error_description: 'shown-to-nobody',
      iss: 'https://evil.example',
    }).toString();
    const page = await on.visitor.finishSignIn(answer);
    await on.visitor.expectRefused(page);
    expect(page.text).not.toContain('shown-to-nobody');
    expect(page.text).not.toContain('You canceled');
  });

  test('F5 PKCE: S256, another for each attempt, and the verifier goes to the token endpoint only', async () => {
    const first = authorizeUrl(await on.visitor.startSignIn());
    const second = authorizeUrl(await on.visitor.startSignIn());
    expect(first.searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce'])
      expect(first.searchParams.get(name)).not.toBe(second.searchParams.get(name));
    await on.visitor.finishSignIn(on.provider.answerTo(second));
    const [asked] = on.provider.askedFor('/token');
    const verifier = asked?.body.get('code_verifier') ?? '';
    expect(verifier.length).toBeGreaterThanOrEqual(43);
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(
      second.searchParams.get('code_challenge'),
    );
    expect(asked?.path).not.toContain(verifier);
    expect(second.href).not.toContain(verifier);
    expect(asked?.method).toBe('POST');
  });

  test("F7 an attacker's code in the victim's answer is refused", async () => {
    const attacker = new Visitor(on.app, on.provider);
    const attackers = on.provider.answerTo((await attacker.startSignIn()).url);
    const victims = on.provider.answerTo((await on.visitor.startSignIn()).url);
    victims.searchParams.set('code', attackers.searchParams.get('code') ?? '');
    await on.visitor.expectRefused(await on.visitor.finishSignIn(victims));
  });

  test("F7 the attacker's whole answer in the victim's browser is refused", async () => {
    const attacker = new Visitor(on.app, on.provider);
    const attackers = on.provider.answerTo((await attacker.startSignIn()).url);
    await on.visitor.startSignIn();
    await on.visitor.expectRefused(await on.visitor.finishSignIn(attackers));
    expect(on.provider.askedFor('/token')).toEqual([]);
  });

  test('F8 an answer works once, also for a copy of the browser', async () => {
    const answer = on.provider.answerTo((await on.visitor.startSignIn()).url);
    const copy = new Visitor(on.app, on.provider);
    on.visitor.copyCookiesTo(copy);
    await on.visitor.finishSignIn(answer);
    expect(on.visitor.transactionCookies).toEqual([]);
    await copy.expectRefused(await copy.finishSignIn(answer));
    expect(on.provider.askedFor('/token')).toHaveLength(1);
    const session = on.visitor.sessionCookie;
    const again = await on.visitor.finishSignIn(answer);
    expect(on.provider.askedFor('/token')).toHaveLength(1);
    // Fault 20: a user who is already signed in gets a page, not an error.
    expect(again.status).toBe(200);
    expect(on.visitor.sessionCookie).toBe(session);
  });

  test('F9 after ten minutes it is too late, and the page says so', async () => {
    const answer = on.provider.answerTo((await on.visitor.startSignIn()).url);
    await on.app.moveClock(10 * 60_000 + 1000);
    const page = await on.visitor.finishSignIn(answer);
    await on.app.moveClock(0);
    await on.visitor.expectRefused(page);
    expect(page.text).toContain('too long');
    expect(on.provider.askedFor('/token')).toEqual([]);
  });

  test('F14 the browser continues to a clean address that is not kept', async () => {
    const answer = on.provider.answerTo((await on.visitor.startSignIn()).url);
    const cookie = on.visitor.transactionCookies
      .map((name) => `${name}=${on.visitor.browser.cookie(on.app.origin, name)}`)
      .join('; ');
    const reply = await fetch(`${on.app.origin}${answer.pathname}${answer.search}`, {
      redirect: 'manual',
      headers: { cookie },
    });
    expect(reply.status).toBe(303);
    expect(reply.headers.get('location')).not.toMatch(/code|state|[?]/);
    expect(reply.headers.get('cache-control')).toContain('no-store');
    expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('F14 the page of a refused answer is not kept, sends no referrer, and cleans its address', async () => {
    const stopped = await on.visitor.startSignIn();
    on.provider.forge = { answer: (parameters) => parameters.set('iss', 'https://evil.example') };
    const page = await on.visitor.finishSignIn(on.provider.answerTo(stopped.url));
    expect(page.status).toBe(400);
    expect(page.headers.get('cache-control')).toContain('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'/);
    const scripts = await Promise.all(
      [...page.text.matchAll(/<script[^>]*?(?: src="([^"]+)")?[^>]*>([^<]*)/g)].map(
        async ([, source, inline = '']) =>
          source === undefined ? inline : (await fetch(new URL(source, on.app.origin))).text(),
      ),
    );
    expect(scripts.join()).toContain('history.replaceState(');
  });

  test('F15 signing in asks for the least, and for nothing twice', async () => {
    const asked = authorizeUrl(await on.visitor.startSignIn()).searchParams;
    expect(asked.get('scope')?.split(' ').sort()).toEqual(['offline_access', 'openid', 'profile']);
    expect(asked.get('response_type')).toBe('code');
    expect(asked.get('response_mode')).toBe('query');
    expect(asked.get('client_id')).toBe(clientId);
  });

  test('fault 17: five tabs sign in at the same time, and a sixth replaces the oldest', async () => {
    const urls = [];
    for (let tab = 0; tab < 6; tab += 1) urls.push((await on.visitor.startSignIn()).url);
    expect(on.visitor.transactionCookies).toHaveLength(5);
    const [oldest = '', ...others] = urls;
    const tooMany = await on.visitor.finishSignIn(on.provider.answerTo(oldest));
    await on.visitor.expectRefused(tooMany);
    for (const url of others)
      expect((await on.visitor.finishSignIn(on.provider.answerTo(url))).status).toBe(200);
  });

  test('fault 21: canceling is explained, and leads back to Sign in', async () => {
    const stopped = await on.visitor.startSignIn();
    on.provider.forge = {
      answer(parameters) {
        parameters.delete('code');
        parameters.set('error', 'access_denied');
        parameters.set('error_description', 'AADSTS65004: User declined to consent.');
      },
    };
    const page = await on.visitor.finishSignIn(on.provider.answerTo(stopped.url));
    await on.visitor.expectRefused(page);
    expect(page.text).toContain('You canceled');
    expect(page.text).toContain('AADSTS65004');
  });
});

describe.each(targets)(
  'the identity provider that the response comes from, at the $name',
  (target) => {
    const on = stage(target);

    test('F3 a sign-in begun at one provider cannot be finished at another', async () => {
      const other = await target.start(on.provider, {
        clientId: '88888888-8888-4888-8888-888888888888',
      });
      const answer = on.provider.answerTo((await on.visitor.startSignIn()).url);
      const there = new Visitor(other, on.provider);
      for (const name of on.visitor.transactionCookies) {
        const value = on.visitor.browser.cookie(on.app.origin, name);
        there.browser.setCookie(other.origin, `${name}=${value}; Path=/`);
      }
      await there.expectRefused(await there.finishSignIn(answer));
      expect(on.provider.askedFor('/token')).toEqual([]);
      await other.stop();
    });

    test('F4 iss is required once the identity provider announces it', async () => {
      const provider = on.provider;
      const app = await target.start(provider);
      provider.forge = {
        discovery: (document) => ({
          ...document,
          authorization_response_iss_parameter_supported: true,
        }),
      };
      const visitor = new Visitor(app, provider);
      await visitor.expectRefused(await visitor.signIn());
      expect(provider.askedFor('/token')).toEqual([]);
      provider.forge.answer = (parameters) => parameters.set('iss', provider.issuer);
      expect((await visitor.signIn()).status).toBe(200);
      await app.stop();
    });
  },
);
