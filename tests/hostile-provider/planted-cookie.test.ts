import { request } from 'node:http';
import { createServer } from 'node:https';
import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findBrowser } from '../../scripts/test-tools.ts';
import { freePort } from '../e2e/free-ports.ts';
import { loopbackCertificate } from '../samples/protected-api/loopback-certificate.ts';
import { HostileProvider } from './provider.ts';
import { rawRequest } from './raw-request.ts';
import type { RunningTarget } from './target.ts';
import { targets } from './targets.ts';

/** Two hosts of one domain, as a company has them: the app, and a sibling that an attacker controls. */
const [app, sibling] = ['app.example.test', 'sibling.example.test'];

let browser: Browser;
beforeAll(async () => {
  const executablePath = findBrowser();
  browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--host-resolver-rules=MAP *.example.test 127.0.0.1',
    ],
  });
});
afterAll(() => browser.close());

describe.each(targets)('a sibling domain beside the $name', (target) => {
  // Chromium takes "\xA0__Host-…" from any host of the domain: the rules of the prefix do not apply to it.
  test('C1 a planted cookie whose name only looks like that of the session changes nobody’s session', async () => {
    const port = await freePort();
    const provider = await HostileProvider.start();
    onTestFinished(() => provider.close());
    const running = await target.start(provider, { publicOrigin: `https://${app}:${port}` });
    onTestFinished(() => running.stop());
    const page = running.homePath === '/' ? '/profile' : running.homePath;
    const attackers = await sessionOf('Mallory', running, provider);
    const victims = await sessionOf('Alice', running, provider);
    const name = `${running.cookiePrefix}.session`;
    const planted = `\u00a0${name}=${attackers}; Domain=example.test; Path=${page}; Secure`;
    const seen = await front(port, running, planted);
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    onTestFinished(() => context.close());
    const tab = await context.newPage();
    const url = `https://${app}:${port}`;
    await context.addCookies([
      { name, value: victims, url, secure: true, httpOnly: true, sameSite: 'Lax' },
    ]);

    await tab.goto(`https://${sibling}:${port}/`);
    await tab.goto(url + page);

    expect(seen.get(page)).toContain(`\u00a0${name}=${attackers}`);
    const text = await tab.locator('body').innerText();
    expect(text).toContain('Alice');
    expect(text).not.toContain('Mallory');
  });
});

/** Signs in as a proxy in front of the app passes it on; the value of the session's cookie. */
async function sessionOf(
  name: string,
  running: RunningTarget,
  provider: HostileProvider,
): Promise<string> {
  provider.forge = { claims: (claims) => ({ ...claims, name, sub: name, sid: name }) };
  const { signIn, origin, publicOrigin, cookiePrefix } = running;
  const headers = { host: new URL(publicOrigin).host, origin: publicOrigin };
  const fields = new URLSearchParams(signIn.fields).toString();
  const started = await rawRequest('POST', new URL(signIn.path, origin), headers, fields);
  const cookie = started.cookies.map((header) => header.split(';', 1)[0]).join('; ');
  const { pathname, search } = provider.answerTo(started.location);
  const url = new URL(`${pathname}${search}`, origin);
  const finished = await rawRequest('GET', url, { ...headers, cookie }, '');
  const first = `${cookiePrefix}.session=`;
  const session = finished.cookies.find((header) => header.startsWith(first));
  return session?.slice(first.length).split(';', 1)[0] ?? '';
}

/** The TLS in front of both hosts. Returns the cookies that came to the app, by path. */
async function front(
  port: number,
  running: RunningTarget,
  planted: string,
): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const server = createServer(await loopbackCertificate(), (incoming, response) => {
    if (!incoming.headers.host?.startsWith(app)) {
      // Bytes: beside a text, Node writes the headers as UTF-8, and 0xA0 would be two bytes.
      response.setHeader('set-cookie', planted).end(Buffer.from('A page of the attacker.'));
      return;
    }
    seen.set(incoming.url ?? '/', incoming.headers.cookie ?? '');
    const options = { method: incoming.method, headers: incoming.headers };
    const passedOn = request(new URL(incoming.url ?? '/', running.origin), options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return seen;
}
