import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OwnTenantSet, SetValues } from '../../src/auth/tenant-sets/tenant-sets.ts';
import { reproducibleZip } from '../../src/downloads/zip.ts';
import { inTenantSet, tenantSetId } from '../../src/practice-tenant/index.ts';
import { cspHash } from '../../src/server/inline-hashes.ts';
import { ownFiles } from '../../src/server/own-files.ts';
import { staticFiles } from '../../src/server/static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'own-files-'));
const script = 'document.title';
const end = '<time data-own-tenants-end data-astro-cid-x></time>';
const notice = `<p data-own-tenants="none"></p><p data-own-tenants="some" hidden>${end}</p>`;
const page = `<script>${script}</script>${notice}<code>contoso.onmicrosoft.com</code>`;
const id = '3f9ac27b10de';
const own: OwnTenantSet = {
  id,
  cookie: `${id}.${'k'.repeat(43)}`,
  clientSecret: 's'.repeat(24),
  deskKey: '',
  ends: Date.now() + 24 * 3_600_000,
};
const sets = {
  create: async () => own,
  find: async (cookie: string) => (cookie === own.cookie ? own : undefined),
  end: async () => {},
  ticket: async () => '',
  inTenantSet: (text: string, { id: set, clientSecret }: SetValues) =>
    inTenantSet(text, tenantSetId.parse(set), clientSecret),
};
const options = {
  clientFolder: folder,
  policies: {
    pages: { 'steps/index.html': { scripts: [cspHash(script)], styles: [] } },
    onDemand: { scripts: [], styles: [] },
  },
  headers: () => ({ 'content-security-policy': 'kept' }),
  siteOrigin: 'https://lab.example',
  sets,
};
const write = (file: string, content: string | Uint8Array) => {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), content);
};

let server: Server;
let origin: string;
beforeAll(async () => {
  write('steps/index.html', page);
  write('steps.md', 'contoso.onmicrosoft.com');
  write('plain/index.html', '<p>Nothing of a tenant</p>');
  const files = new Map([['.env.practice', 'CLIENT_ID=22222222-2222-4222-8222-222222222222\n’']]);
  write('downloads/app.zip', reproducibleZip('app', files));
  write('downloads/library.zip', reproducibleZip('library', new Map([['a.ts', 'export {}']])));
  const mine = ownFiles(options);
  const all = staticFiles(folder, options.policies, options.headers, mine.differs);
  server = createServer(async (request, response) => {
    if (!(await mine.answer(request, response)))
      all(request, response, () => response.writeHead(404).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, cookie?: string) =>
  fetch(origin + path, {
    redirect: 'manual',
    headers: {
      'accept-encoding': 'br',
      ...(cookie !== undefined && { cookie: `__Host-lab.tenants=${cookie}` }),
    },
  });

describe('a file that names practice tenants', () => {
  it.each(['/steps/', '/steps', '/steps.md'])('%s shows a visitor their own', async (path) => {
    const response = await get(path, own.cookie);
    const text = await response.text();
    expect(text).toContain(`contoso${id}.onmicrosoft.com`);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('vary')).toContain('cookie');
    expect(response.headers.get('content-security-policy')).toBe('kept');
    expect(response.headers.get('content-encoding')).toBe('br');
  });

  it('says whose values it shows', async () => {
    const mine = await (await get('/steps/', own.cookie)).text();
    expect(mine).toContain('<p data-own-tenants="none" hidden></p><p data-own-tenants="some">');
    expect(await (await get('/steps/')).text()).toContain(notice);
  });

  it('says when they end', async () => {
    const mine = await (await get('/steps/', own.cookie)).text();
    expect(mine).toContain(`datetime="${new Date(own.ends).toISOString()}"`);
    expect(mine).toMatch(/>[A-Z][a-z]+ \d+, \d{4} at \d\d:\d\d UTC<\/time>/);
  });

  it.each(['/steps/', '/steps.md', '/downloads/app.zip'])(
    '%s renews the cookie of the tenants that it has just used, and sets none for others',
    async (path) => {
      const response = await get(path, own.cookie);
      const [written, ...more] = response.headers.getSetCookie();
      expect(written).toContain(`__Host-lab.tenants=${own.cookie}; Max-Age=86`);
      expect(written).toMatch(/Max-Age=86\d{3}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      expect(more).toEqual([]);
      for (const cookie of [undefined, own.cookie.replace('k', 'j')])
        expect((await get(path, cookie)).headers.getSetCookie()).toEqual([]);
    },
  );

  it.each([
    ['no cookie', undefined],
    ['tenants that have ended', own.cookie.replace('k', 'j')],
    ['a cookie that is none', 'nonsense'],
    ['two cookies', `${own.cookie}; __Host-lab.tenants=${own.cookie}`],
  ])('is the same for everyone with %s, and caches know that it may differ', async (_, cookie) => {
    const response = await get('/steps/', cookie);
    expect(await response.text()).toContain('<code>contoso.onmicrosoft.com');
    expect(response.headers.get('vary')).toContain('cookie');
  });
});

it('a file without them is the same with the cookie, and can be cached for everyone', async () => {
  const response = await get('/plain/', own.cookie);
  expect(response.headers.get('cache-control')).toContain('public');
  expect(response.headers.get('vary') ?? '').not.toContain('cookie');
});

it('a zip holds the visitor’s values, the same bytes each time', async () => {
  const [first, second] = await Promise.all(
    [1, 2].map(async () => (await get('/downloads/app.zip', own.cookie)).arrayBuffer()),
  );
  expect(first).toEqual(second);
  const { 'app/.env.practice': text = new Uint8Array() } = unzipSync(new Uint8Array(first ?? []));
  expect(strFromU8(text)).toBe(`CLIENT_ID=22222222-2222-4222-8222-${id}\n’`);
});

it('a zip leads a visitor without practice tenants to where they get them, if it names any', async () => {
  const response = await get('/downloads/app.zip');
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe(
    '/practice-tenants/?returnTo=%2Fdownloads%2Fapp.zip',
  );
  expect((await get('/downloads/library.zip')).status).toBe(200);
});

it('a page whose inline script names a practice tenant stops the start', () => {
  write('bad/index.html', '<script>"contoso.onmicrosoft.com"</script>');
  expect(() => ownFiles(options)).toThrow('An inline script of bad/index.html');
});
