import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { DemoConfiguration } from '../../src/auth/demo-configuration.ts';
import { writePolicies } from '../../src/server/build-policies.ts';
import { compressFolder } from '../../src/server/compress-built-files.ts';
import { readEnvironment } from '../../src/server/environment.ts';
import type { Part } from '../../src/server/health.ts';
import { cspHash } from '../../src/server/inline-hashes.ts';
import { createLog } from '../../src/server/log/log.ts';
import { createMetrics } from '../../src/server/metrics/metrics.ts';
import { securityHeaders } from '../../src/server/security-headers.ts';
import { site } from '../../src/server/site.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
const client = join(folder, 'client');
const siteOrigin = 'https://lab.example';
const page = (script: string) =>
  `<!doctype html><title>x</title><script>${script}</script>${'<p>text</p>'.repeat(100)}`;
let redis: 'up' | 'down' | 'throws' = 'up';
const parts: Part[] = [
  {
    name: 'redis',
    state: async () => {
      if (redis === 'throws') throw new Error('on purpose');
      return redis;
    },
  },
];
let isStopping = false;
const logged: unknown[][] = [];
const metrics = createMetrics();
let server: Server;
const handedOver: { demo: DemoConfiguration }[] = [];
const demo = { ...readEnvironment({ PARTS_OFF: 'check' }).demo, sessionSecrets: [] };

beforeAll(async () => {
  mkdirSync(join(client, '_astro'), { recursive: true });
  mkdirSync(join(client, 'how-it-works'), { recursive: true });
  mkdirSync(join(client, 'downloads'), { recursive: true });
  writeFileSync(join(client, 'index.html'), page('home()'));
  writeFileSync(join(client, 'how-it-works/index.html'), page('concepts()'));
  writeFileSync(join(client, '404.html'), page('missing()'));
  writeFileSync(join(client, '500.html'), page('failed()'));
  writeFileSync(join(client, '_astro/a.123.js'), 'console.log(1);'.repeat(100));
  writeFileSync(join(client, 'downloads/a.zip'), 'PK');
  writeFileSync(join(client, 'downloads/SHA256SUMS'), '');
  writeFileSync(join(client, 'llms.txt'), '“quoted”');
  writeFileSync(join(client, 'how-it-works/tokens.md'), '“quoted”');
  writeFileSync(join(client, 'downloads/large.zip'), Buffer.alloc(8_000_000));
  const policies = writePolicies(client, join(folder, 'policies.json'), {
    scripts: ['demo()'],
    styles: [],
  });
  await compressFolder(client);
  server = createServer(
    site({
      siteOrigin,
      demo,
      signInsPerMinute: 3,
      trustedProxies: 1,
      clientFolder: client,
      policies,
      headers: securityHeaders({ siteOrigin, identityProviders: ['http://127.0.0.1:8400'] }),
      parts,
      isStopping: () => isStopping,
      log: createLog('text', () => {}, {
        info() {},
        warn() {},
        error: (...line) => logged.push(line),
      }),
      metrics,
      onDemandPages: async (incoming, response, next, locals) => {
        handedOver.push(locals);
        if (incoming.url === '/demo/') return void response.end('demo');
        if (incoming.url === '/broken/') throw new Error('on purpose');
        next();
      },
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, path, method, headers: { host: 'lab.example', ...headers } },
      async (response) => {
        const { statusCode: status = 0, headers: answered } = response;
        resolve({ status, headers: answered, body: await text(response) });
      },
    );
    sent.on('error', reject).end();
  });
}

it.each([
  ['a page', '/', 200],
  ['a file', '/_astro/a.123.js', 200],
  ['a download', '/downloads/a.zip', 200],
  ['a page made on demand', '/demo/', 200],
  ['a missing page', '/missing/', 404],
  ['a failing page', '/broken/', 500],
  ['health', '/healthz', 200],
  ['an address that is none', '//evil.example/', 400],
])('sends the security headers with %s', async (_, path, status) => {
  const answer = await ask(path);
  expect(answer.status).toBe(status);
  expect(answer.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'strict-transport-security': expect.stringMatching(/^max-age=(3153|6307)\d+/),
  });
  const policy = String(answer.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("object-src 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("form-action 'self' http://127.0.0.1:8400");
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
});

it('allows a page its own inline scripts and no others', async () => {
  const { headers } = await ask('/how-it-works/');
  expect(headers['content-security-policy']).toContain(cspHash('concepts()'));
  expect(headers['content-security-policy']).not.toContain(cspHash('home()'));
});

it('allows a page made on demand what any built page or on-demand route holds inline', async () => {
  const { headers } = await ask('/demo/');
  for (const script of ['home()', 'concepts()', 'demo()']) {
    expect(headers['content-security-policy']).toContain(cspHash(script));
  }
});

it('hands the live demo’s configuration to each page made on demand, in an object of its own', async () => {
  handedOver.length = 0;
  await ask('/demo/');
  await ask('/demo/');
  const [first, second] = handedOver;
  expect(first?.demo).toBe(demo);
  expect(second?.demo).toBe(demo);
  expect(second).not.toBe(first);
});

it('sends no HSTS from an http origin', () => {
  const headers = securityHeaders({ siteOrigin: 'http://localhost:4321', identityProviders: [] });
  expect(headers()).not.toHaveProperty('strict-transport-security');
});

const fromAddress = (address: string) => ({ origin: siteOrigin, 'x-forwarded-for': address });

async function statusesOf(paths: readonly string[], address: string): Promise<number[]> {
  const statuses: number[] = [];
  for (const path of paths) statuses.push((await ask(path, fromAddress(address), 'POST')).status);
  return statuses;
}

it('stops a flood of sign-ins from one address, and of what else can start one', async () => {
  const flood = ['/auth/sign-in', '/auth/call-api', '/auth/call-api'];
  expect(await statusesOf(flood, '203.0.113.7')).toEqual([404, 404, 404]);
  for (const path of ['/auth/sign-in', '/auth/call-api']) {
    const refusal = await ask(path, fromAddress('203.0.113.7'), 'POST');
    expect(refusal.status).toBe(429);
    expect(refusal.headers['retry-after']).toMatch(/^[1-9]\d?$/);
    expect(refusal.body).toContain(
      '<h1>Too many sign-ins or API calls came from your network</h1>',
    );
    expect(refusal.body).toContain('Wait a minute, go back, and select the button again.');
  }
  expect(await statusesOf(['/auth/sign-in'], '203.0.113.8')).toEqual([404]);
});

it.each(['/auth//sign-in/', '/%61uth/sign%2Din?x', '/auth\\call-api', '/x/../auth/./call-api?y'])(
  'counts %s like any other spelling',
  async (path) => {
    const address = `2001:db8:0:${path.length}::1`;
    expect(await statusesOf([path, path, path], address)).not.toContain(429);
    expect(await statusesOf(['/auth/sign-in', path], address)).toEqual([429, 429]);
  },
);

it('counts sign-outs apart: neither flood refuses what the other is about', async () => {
  const signOuts = Array.from({ length: 3 }, () => '/auth/sign-out');
  expect(await statusesOf(signOuts, '203.0.113.20')).toEqual([404, 404, 404]);
  const refusal = await ask('/auth/sign-out?x', fromAddress('203.0.113.20'), 'POST');
  expect(refusal.status).toBe(429);
  expect(refusal.headers['retry-after']).toMatch(/^[1-9]\d?$/);
  expect(refusal.body).toContain('<h1>Too many requests came from your network</h1>');
  expect(await statusesOf(['/auth/forget-trace'], '203.0.113.20')).toEqual([429]);
  expect(await statusesOf(['/auth/sign-in'], '203.0.113.20')).toEqual([404]);

  const signIns = Array.from({ length: 4 }, () => '/auth/sign-in');
  expect(await statusesOf(signIns, '203.0.113.21')).toEqual([404, 404, 404, 429]);
  expect(await statusesOf(['/auth/sign-out'], '203.0.113.21')).toEqual([404]);
});

it('counts no request that only reads', async () => {
  for (let time = 0; time < 5; time += 1) await ask('/demo/', fromAddress('203.0.113.22'));
  expect(await statusesOf(['/auth/sign-in'], '203.0.113.22')).toEqual([404]);
});

it('does not count against anybody what another site posts in their name', async () => {
  const from = { 'x-forwarded-for': '203.0.113.9' };
  const foreign = { ...from, origin: 'https://evil.example' };
  for (let time = 0; time < 5; time += 1) await ask('/auth/sign-in', foreign, 'POST');
  expect((await ask('/auth/sign-in', { ...from, origin: siteOrigin }, 'POST')).status).toBe(404);
});

it('lets named files be kept for a year, pages be asked for, and pages on demand never be kept', async () => {
  expect((await ask('/_astro/a.123.js')).headers['cache-control']).toContain('immutable');
  expect((await ask('/')).headers['cache-control']).toContain('must-revalidate');
  expect((await ask('/demo/')).headers['cache-control']).toBe('no-store');
});

it('sends what was compressed at build time', async () => {
  const answer = await ask('/', { 'accept-encoding': 'gzip, br' });
  expect(answer.headers['content-encoding']).toBe('br');
  expect(answer.headers['vary']).toBe('Accept-Encoding');
});

it.each([
  ['/llms.txt', 'text/plain'],
  ['/how-it-works/tokens.md', 'text/markdown'],
  ['/downloads/SHA256SUMS', 'text/plain'],
])('says of %s that it is UTF-8', async (path, type) => {
  expect((await ask(path)).headers['content-type']).toBe(`${type}; charset=utf-8`);
});

it('sends a download as a file of known length', async () => {
  expect((await ask('/downloads/a.zip')).headers).toMatchObject({
    'content-type': 'application/zip',
    'content-length': '2',
    'content-disposition': 'attachment',
  });
});

it.each(['/missing/', '/404', '/404.html', '/500/'])(
  'answers %s with the page for it',
  async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body).toBe(page('missing()'));
  },
);

it('answers a failure with the page for it', async () => {
  expect((await ask('/broken/')).body).toBe(page('failed()'));
});

it('sends a reader of this machine to the origin of the site', async () => {
  const answer = await ask('/how-it-works/?a=1', { host: '127.0.0.1:4321' });
  expect([answer.status, answer.headers['location']]).toEqual([
    307,
    'https://lab.example/how-it-works/?a=1',
  ]);
  // A proxy that asks by this name would ask again and again.
  const proxied = { host: '127.0.0.1:4321', 'x-forwarded-for': '192.0.2.1' };
  expect((await ask('/how-it-works/', proxied)).status).toBe(421);
});

it.each([
  ['a method that no page has', 'TRACE', {}, 405],
  ['an unknown Host', 'GET', { host: 'evil.example' }, 421],
  ['a form for another Host', 'POST', { host: '127.0.0.1:4321', 'content-length': '0' }, 421],
  ['a body without length', 'POST', { 'transfer-encoding': 'chunked' }, 411],
  ['a body over the limit', 'POST', { 'content-length': '70000' }, 413],
])('refuses %s', async (_, method, headers, status) => {
  const answer = await ask('/', headers, method);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatch(/<p>.+\.<\/p>/);
});

it('is alive whatever its parts do, and ready only when they all work', async () => {
  expect(await ask('/readyz')).toMatchObject({ status: 200 });
  redis = 'down';
  expect(await ask('/readyz')).toMatchObject({ status: 503 });
  expect((await ask('/readyz')).body).toContain('"redis":"down"');
  expect(await ask('/healthz', { host: '10.0.0.1' })).toMatchObject({ status: 200 });
  redis = 'up';
});

it('is not ready once it has been asked to stop, but serves whoever comes', async () => {
  isStopping = true;
  const ready = await ask('/readyz', { host: '10.0.0.1' });
  expect([ready.status, ready.body]).toEqual([503, '{"status":"stopping"}\n']);
  expect(await ask('/healthz')).toMatchObject({ status: 200 });
  expect(await ask('/')).toMatchObject({ status: 200 });
  isStopping = false;
});

it('counts what it refuses by reason, and never by who asked', async () => {
  const counted = async (reason: string) => {
    const name = `signin_lab_refusals_total{at="site",reason="${reason}"}`;
    const line = (await metrics.text()).split('\n').find((each) => each.startsWith(name));
    return Number(line?.slice(name.length) ?? 0);
  };
  const before = await counted('host');
  await ask('/', { host: 'evil.example' });
  await ask('/', { host: '127.0.0.1:4321' });
  expect(await counted('host')).toBe(before + 1);
  await ask('/', { 'content-length': '70000' }, 'POST');
  expect(await counted('size')).toBeGreaterThan(0);
  expect(await metrics.text()).not.toContain('evil');
});

it.each(['/check', '/check/', '/%63heck/run-1/', '/x/..//check/?a=1', '/CHECK/'])(
  'says at %s that the operator turned this part off',
  async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('<h1>Checks of your own app are turned off</h1>');
    expect(answer.headers['content-security-policy']).toBeDefined();
  },
);

it('logs a failure of its own', async () => {
  logged.length = 0;
  redis = 'throws';
  expect((await ask('/readyz')).status).toBe(500);
  redis = 'up';
  expect(logged).toEqual([['A request failed:', new Error('on purpose')]]);
});

it('leads the old address of a page to the present one', async () => {
  const { status, headers } = await ask('/concepts/?q');
  expect(status).toBe(404);
  const moved = await ask('/concepts/tokens/?q=1');
  expect(moved).toMatchObject({ status: 308, headers: { location: '/how-it-works/tokens/?q=1' } });
  expect(moved.headers['content-security-policy']).toBe(headers['content-security-policy']);
});

it('closes the file of a download that is broken off', async () => {
  const { port } = server.address() as AddressInfo;
  const breakOff = () =>
    new Promise<void>((resolve, reject) => {
      const options = { port, path: '/downloads/large.zip', headers: { host: 'lab.example' } };
      const sent = request({ ...options, agent: false }, (response) => {
        response.once('close', resolve).destroy();
      });
      sent.on('error', reject).end();
    });
  const large = join(client, 'downloads/large.zip');
  await Promise.all(Array.from({ length: 20 }, breakOff));
  await vi.waitFor(() => expect(openFiles()).not.toContain(large), { timeout: 5_000 });
});

/** The files this process has open; on systems without /proc the check above checks nothing. */
function openFiles(): string[] {
  const folder = '/proc/self/fd';
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((descriptor) => {
    try {
      return [readlinkSync(join(folder, descriptor))];
    } catch {
      return [];
    }
  });
}
