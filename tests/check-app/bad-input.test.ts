import type { RequestListener } from 'node:http';
import { createServer, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { checks } from '../../src/check-app/checks/checks.ts';
import { type Report, type RunOptions, run } from '../../src/check-app/run.ts';
import { CannotCheck } from '../../src/check-app/verdicts/failures.ts';
import { freePort } from '../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { untrustedCertificate } from '../samples/protected-api/loopback-certificate.ts';
import { listening } from './small-apps/listening.ts';
import { registeredApp } from './small-apps/registered-app.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const named = (...ids: string[]) => checks.filter(({ id }) => ids.includes(id));
const html = { 'content-type': 'text/html' };

const tryOut = (app: string, more: Partial<RunOptions> = {}): Promise<Report> =>
  run({ app, practiceTenant: tenant.options.frontOrigin, ...more });

/** The sentence that a person gets in the place of a report. */
async function sentenceFor(app: string, more?: Partial<RunOptions>): Promise<string> {
  const reason: unknown = await tryOut(app, more).then(
    () => 'There was a report.',
    (error: unknown) => error,
  );
  if (!(reason instanceof CannotCheck)) throw reason;
  return reason.message;
}

async function sentenceAbout(handler: RequestListener, more?: Partial<RunOptions>) {
  await using app = await listening(handler);
  return (await sentenceFor(app.origin, more)).replaceAll(app.origin, 'APP');
}

describe('no app to check', () => {
  it('says that nothing is there', async () => {
    const origin = `http://localhost:${await freePort()}`;
    expect(await sentenceFor(origin)).toBe(
      `The app at ${origin} isn’t there. Start it, and run this again.`,
    );
  });

  it('says that an address isn’t one', async () => {
    expect(await sentenceFor('localhost:3000')).toBe(
      '“localhost:3000” isn’t an address. Name the app’s with its scheme, such as http://localhost:3000.',
    );
  });

  it.each(['NONSENSE\r\n\r\n', 'HTTP/9.9 okay\r\n\r\n', ''])(
    'says that %j isn’t a response',
    async (bytes) => {
      const server = createServer((socket) => socket.on('error', () => {}).end(bytes));
      const port = await freePort();
      await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
      const sentence = await sentenceFor(`http://localhost:${port}`);
      server.close();
      expect(sentence).toMatch(
        /^Something is at http:\/\/localhost:\d+, but it doesn’t speak HTTP \(.+\)\. Is it another program, or an app with an address that starts with https:\/\/\?$/,
      );
    },
  );

  it('says that an app speaks HTTPS where HTTP was asked for, and the other way round', async () => {
    await using plain = await listening((_request, response) => response.end());
    await using secure = await listening(
      (_request, response) => response.end(),
      await untrustedCertificate(),
    );
    expect(await sentenceFor(plain.origin.replace('http:', 'https:'))).toContain(
      'doesn’t speak HTTPS',
    );
    expect(await sentenceFor(secure.origin.replace('https:', 'http:'))).toContain(
      'doesn’t speak HTTP (',
    );
  });

  it('gives up an app that hangs', async () => {
    expect(await sentenceAbout(() => {})).toBe(
      'Something at APP accepts connections but doesn’t respond within 15 seconds. Look at the app’s log, or start it again.',
    );
  });

  it('says that no practice tenant is there', async () => {
    await using app = await listening((_request, response) => response.end());
    const practiceTenant = `http://localhost:${await freePort()}`;
    expect(await sentenceFor(app.origin, { practiceTenant })).toContain(
      `No practice tenant is at ${practiceTenant}. Start one`,
    );
  });

  it.each(['foo', 'localhost:8400', ''])(
    'says that %j isn’t the address of a practice tenant',
    async (practiceTenant) => {
      expect(await sentenceFor('http://localhost:3000', { practiceTenant })).toBe(
        `“${practiceTenant}” isn’t an address. Name the practice tenant’s with its scheme, such as http://127.0.0.1:8400.`,
      );
    },
  );

  it('says that a practice tenant of a hosted lab can’t be used, and what to do instead', async () => {
    await using app = await listening((_request, response) => response.end());
    const practiceTenant = 'https://tenant.lab.example.test';
    expect(await sentenceFor(app.origin, { practiceTenant })).toBe(
      'The practice tenant at https://tenant.lab.example.test isn’t on this machine, and no other can be used. Start one here with npm run practice-tenant, register your app there, and start it with those values.',
    );
  });

  it('offers the option for another practice tenant only if one may be there', async () => {
    const sentence = await sentenceAbout((_request, response) =>
      response.writeHead(303, { location: 'http://localhost:9999/authorize' }).end(),
    );
    expect(sentence).toContain('or name the practice tenant’s address with --practice-tenant');
  });
});

const connecting = z.looseObject({ host: z.string() });

/** Where this process wants to connect to from now on, by name or address. Only this machine is really reached. */
function connections(): Set<string> {
  const hosts = new Set<string>();
  const { connect } = Socket.prototype;
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (
    this: Socket,
    ...given: unknown[]
  ) {
    const { host } = connecting.parse(given.flat()[0]);
    hosts.add(host);
    if (!['127.0.0.1', 'localhost'].includes(host)) return this.destroy(new Error(`not ${host}`));
    return Reflect.apply(connect, this, given);
  });
  return hosts;
}

describe('an app that isn’t on this machine', () => {
  const elsewhere = [
    'http://example.com',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost.example.com',
    'http://127.0.0.1.nip.io',
    'http://0.0.0.0',
    'http://[::ffff:169.254.169.254]',
    'http://localhost@example.com',
  ];

  it.each(elsewhere)('isn’t asked for: %s', async (address) => {
    const hosts = connections();
    const { origin } = new URL(address);
    expect(await sentenceFor(address)).toBe(
      `${origin} isn’t on this machine. Requests go to loopback addresses only, such as http://localhost:3000.`,
    );
    expect([...hosts]).toEqual(['127.0.0.1']);
  });

  it('isn’t reached by a name below localhost that leads elsewhere', async () => {
    const hosts = connections();
    await sentenceFor(`http://evil.localhost:${await freePort()}`);
    expect(hosts).toEqual(new Set(['127.0.0.1', 'localhost']));
  });

  it.each([301, 302, 303, 307, 308])(
    'isn’t reached by a redirect with status %i',
    async (status) => {
      const hosts = connections();
      const sentence = await sentenceAbout((_request, response) =>
        response.writeHead(status, { location: 'http://169.254.169.254/latest' }).end(),
      );
      expect(sentence).toContain('The app sends browsers to http://169.254.169.254 to sign in');
      expect(hosts).toEqual(new Set(['127.0.0.1', 'localhost']));
    },
  );

  it('isn’t reached by a link or a form', async () => {
    const hosts = connections();
    const page = `<a href="http://example.com/login">Sign in</a>
<form method="post" action="http://example.org/login"><button>Log in</button></form>`;
    const sentence = await sentenceAbout((_request, response) =>
      response.writeHead(200, html).end(page),
    );
    expect(sentence).toContain('http://example.org and http://example.com');
    expect(hosts).toEqual(new Set(['127.0.0.1', 'localhost']));
  });
});

describe('an app that doesn’t lead to the practice tenant', () => {
  it('says that it redirects without an end', async () => {
    expect(
      await sentenceAbout(({ url }, response) =>
        response.writeHead(302, { location: `${url}x` }).end(),
      ),
    ).toBe('APP/ redirects more than 20 times.');
  });

  it('says where it signs in instead', async () => {
    const location = 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=x';
    expect(
      await sentenceAbout((_request, response) => response.writeHead(302, { location }).end()),
    ).toBe(
      'The app sends browsers to https://login.microsoftonline.com to sign in, which isn’t the practice tenant on this machine. Configure it with the practice tenant’s values.',
    );
  });

  it.each([
    ['bytes', 'application/octet-stream', '\0\x01\x02'.repeat(2000)],
    ['JSON', 'application/json', '{"hello":"world"}'],
    ['a page with another type', 'text/plain', '<p>Nothing'],
    ['broken HTML', 'text/html', '<form><a href="/x" <<<< ><button><form></a'],
    ['nothing', 'text/html', ''],
  ])('says that no way was found on %s', async (_what, type, body) => {
    const sentence = await sentenceAbout(({ url }, response) =>
      response.writeHead(url === '/' ? 200 : 404, { 'content-type': type }).end(body),
    );
    expect(sentence).toMatch(/^No way to sign in was found at APP\/: .+--sign-in \/login\./);
  });

  it('says that it fails everywhere', async () => {
    const sentence = await sentenceAbout((_request, response) => response.writeHead(500).end('No'));
    expect(sentence).toMatch(/^APP\/ responds with status 500\. No way to sign in was found/);
  });

  it('says what went wrong before the practice tenant was reached', async () => {
    const sentence = await sentenceAbout(({ url }, response) =>
      url === '/'
        ? response.writeHead(200, html).end('<a href="/go">Sign in</a>')
        : response.writeHead(503, html).end('The metadata can’t be read'),
    );
    expect(sentence).toBe(
      'Signing in failed before it reached the practice tenant: “Sign in” gave a page with status 503 that says: The metadata can’t be read',
    );
  });

  it('ends soon on a page with 10,000 links, and asks for a few of them', async () => {
    const links = Array.from({ length: 10_000 }, (_, n) => `<a href="/${n}">Sign in ${n}</a>`);
    let asked = 0;
    const sentence = await sentenceAbout(({ url }, response) => {
      asked += 1;
      response.writeHead(200, html).end(url === '/' ? links.join('') : '');
    });
    expect(sentence).toMatch(/^No way to sign in was found/);
    expect(asked).toBeLessThan(50);
  });

  it('cuts a page without an end', async () => {
    const sentence = await sentenceAbout((_request, response) => {
      response.writeHead(200, html);
      const write = () => {
        while (response.write('<p>more'.repeat(1000)));
      };
      response.on('drain', write);
      write();
    });
    expect(sentence).toMatch(/^No way to sign in was found/);
  });

  it('says that a page may need JavaScript', async () => {
    const page = '<div id="root"></div><script>document.title = "Loading"</script>';
    const sentence = await sentenceAbout((_request, response) =>
      response.writeHead(200, html).end(page),
    );
    expect(sentence).toMatch(/^No way to sign in was found.* If a script shows the button/);
  });

  it('says that tokens in the address are for no server', async () => {
    const { origin } = tenant.options;
    const location = `${origin}/0a0a0a0a-1111-4111-8111-111111111111/oauth2/v2.0/authorize?client_id=x&response_type=id_token`;
    const sentence = await sentenceAbout((_request, response) =>
      response.writeHead(302, { location }).end(),
    );
    expect(sentence).toContain('The app asks for response_type=id_token');
  });
});

describe('a sign-in that can’t be finished', () => {
  it('says that consent is needed that users can’t give', async () => {
    await using app = await registeredApp(tenant, {
      bad: { parameters: { scope: 'openid profile User.Read.All' } },
    });
    expect(await sentenceFor(app.home)).toMatch(
      /^An honest sign-in already failed\. The sign-in stopped at a page of the practice tenant \(status 200\) that says: .*approval/i,
    );
  });

  it('says that the redirect URI isn’t registered', async () => {
    await using app = await registeredApp(tenant, {
      bad: { parameters: { redirect_uri: 'http://localhost/somewhere' } },
    });
    expect(await sentenceFor(app.home)).toContain(
      'The practice tenant refused the sign-in with AADSTS50011.',
    );
  });

  it('says how the app ended a sign-in that it should have accepted', async () => {
    await using app = await registeredApp(tenant, { setup: { secret: 'a wrong one' } });
    expect(await sentenceFor(app.home)).toMatch(
      /^An honest sign-in already failed\. The app ended it with status 400, “/,
    );
  });

  it('says that no page shows the name', async () => {
    await using app = await registeredApp(tenant, {
      bad: { shown: (session) => session && { name: 'a guest', subject: '' } },
    });
    expect(await sentenceFor(app.home)).toMatch(
      /pages shows that name or username\. Say where the app shows who is signed in: --name-at \/profile\.$/,
    );
  });
});

describe('a report all the same', () => {
  const some = named(
    'state-wrong',
    'response-twice',
    'open-redirect',
    'bad-signature',
    'session-fixed-before-sign-in',
    'cookie-for-scripts',
    'stolen-cookie-after-sign-out',
    'sign-out-by-another-site',
  );

  const thirdParty = (value: string) => `browser=${value}; Path=/; HttpOnly; SameSite=None; Secure`;
  const odd = (value: string) =>
    `session=${value}; path=/;;HTTPONLY ; samesite=lax; Priority=High; Partitioned; Max-Age=abc; Expires=not a date; Foo=bar=baz`;
  const factor = JSON.stringify({ id_token: { acrs: { essential: true, value: 'c1' } } });

  it.each([
    ['a link', {}],
    ['a form with a token against forgery', { bad: { signInBy: 'form' } as const }],
    [
      'a response that’s posted',
      { bad: { responseMode: 'form_post', stateCookie: thirdParty } as const },
    ],
    ['a second factor', { bad: { parameters: { claims: factor } } }],
    ['cookies with odd attributes', { bad: { sessionCookie: odd } }],
    ['a base path', { base: '/shop' }],
  ])('for an app that signs in with %s', async (_what, options) => {
    await using app = await registeredApp(tenant, options);
    const { results } = await tryOut(app.home, { checks: some });
    expect(results.map(({ check, outcome }) => [check.id, outcome])).toEqual(
      some.map(({ id }) => [id, 'held']),
    );
  });

  it('for an app on https whose certificate nothing trusts', async () => {
    await using app = await registeredApp(tenant, { ownKey: await untrustedCertificate() });
    const { results } = await tryOut(app.home, { checks: some });
    expect(results.filter(({ outcome }) => outcome !== 'held')).toEqual([]);
  });

  it('says in which check an app ended, and doesn’t try the others', async () => {
    let isOver = false;
    let crash = () => {};
    await using app = await registeredApp(tenant, {
      around: (handler) => (request, response) => {
        if (isOver && request.url?.startsWith('/auth/redirect')) crash();
        else handler(request, response);
      },
    });
    crash = () => app.crash();
    const { results } = await tryOut(app.home, {
      checks: named('pkce', 'state-missing', 'state-wrong'),
      onResult: ({ check }) => {
        isOver = check.id === 'pkce';
      },
    });
    expect(results.map(({ outcome, saw }) => `${outcome}: ${saw}`)).toEqual([
      expect.stringMatching(/^held/),
      'failed: The app stopped accepting connections: its process ended.',
      'not tried: The app ended in the check state-missing, and wasn’t started again.',
    ]);
  });

  it('goes on with an app that something starts again', async () => {
    let crashes = 0;
    let crash = () => {};
    const around =
      (handler: RequestListener): RequestListener =>
      (request, response) => {
        if (crashes === 0 && /[?&]state=(?:&|$)/.test(request.url ?? '')) {
          crashes += 1;
          crash();
        } else handler(request, response);
      };
    await using app = await registeredApp(tenant, { around });
    let again: AsyncDisposable | undefined;
    crash = () => {
      app.crash();
      void registeredAgain().then((running) => {
        again = running;
      });
    };
    const registeredAgain = () =>
      listening((_request, response) => response.writeHead(200, html).end(), undefined, app.port);
    const { results } = await tryOut(app.home, { checks: named('state-missing', 'framing') });
    await again?.[Symbol.asyncDispose]();
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'not tried']);
    expect(results[1]?.saw).toMatch(/^Signing in led to/);
  });

  it('ends in its time, even in the middle of a check', async () => {
    let isSilent = false;
    await using app = await registeredApp(tenant, {
      around: (handler) => (request, response) => {
        if (!isSilent) handler(request, response);
      },
    });
    const { results } = await tryOut(app.home, {
      checks: named('pkce', 'state-missing'),
      most: 2000,
      onStart: () => {
        isSilent = true;
      },
    });
    expect(results.map(({ outcome, saw }) => `${outcome}: ${saw}`)).toEqual([
      'not tried: The run had its time, 1 minute.',
      'not tried: The run had its time, 1 minute.',
    ]);
  });

  it('ends when it’s told to', async () => {
    const stop = new AbortController();
    await using app = await registeredApp(tenant);
    const { results } = await tryOut(app.home, {
      checks: named('pkce', 'state-missing'),
      signal: stop.signal,
      onResult: () => stop.abort(),
    });
    expect(results.map(({ outcome }) => outcome)).toEqual(['held', 'not tried']);
    expect(results[1]?.saw).toBe('The run was stopped.');
  });
});
