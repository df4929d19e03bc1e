import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fromHtml } from 'hast-util-from-html';
import { toText } from 'hast-util-to-text';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/test-tools.ts';
import { withoutSetValues } from '../../src/practice-tenant/index.ts';
import { hostedBuild } from './hosted-build.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import type { HttpVisitor } from './http-visitor.ts';
import { site, tenant } from './lab-origins.ts';

/** What holds only for a practice tenant and a site on the reader's machine. */
const ofOneMachine = [
  /\b(?:localhost|127\.0\.0\.1|\[::1\]|[\w.]+\.localhost):(?:4321|8400|8443|8444)\b/,
  /\bport (?:4321|8400|8443|8444)\b/i,
  /\bthis machine\b/i,
  /\bpractice-ca\.pem\b|\/ca\.pem\b/,
  /\bwoodgrove\.localhost\b/,
  /(?:start|stop|restart) this site|this site[’'] (?:runs|running)|(?:in )?this site[’']s folder/i,
  /sign-in lab (?:folder|running)|start sign-in lab(?! on your machine)/i,
  /practice tenant (?:is running|on your machine)/i,
  /(?:everything|provider that|practice tenant,?) (?:here )?runs on your (?:own )?(?:machine|computer)/i,
  /trusts? the practice tenant[’']s certificate/i,
  /\bthis project[’']s folder\b/i,
];

interface Allowed {
  pages: RegExp;
  because: string;
}

const allowed: readonly Allowed[] = [
  { pages: /^\/changelog\//, because: 'It tells what changed in the project, wherever it runs.' },
  { pages: /^\/samples\//, because: 'The code of an app runs on the reader’s machine.' },
  { pages: /^\/reference\/security/, because: 'It tells of the tests, which run on one machine.' },
];

const more = [
  '/practice-tenants/',
  '/check/',
  '/demo/entra-id/',
  '/demo/external-id/',
  '/demo/external-id-custom-domain/',
  '/demo/b2c/',
  '/tokens/',
  '/llms.txt',
];

const paths = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, address = '']) => new URL(address).pathname);

const sentences = (text: string): string[] => text.split(/\n|(?<=[.:?!])\s/);

describe.skipIf(!findNginx())('a visitor of a hosted lab', () => {
  let lab: HostedLab;
  let visitor: HttpVisitor;
  beforeAll(async () => {
    lab = await startHostedLab();
    visitor = lab.visitor();
    await visitor.makeTenants();
  });
  afterAll(async () => lab?.stop());

  const read = async (path: string): Promise<string> => {
    const { text, url } = await visitor.open(path);
    expect(url).toBe(site + path);
    return text;
  };

  const saying = (path: string, text: string): string[] =>
    sentences(text)
      .filter((sentence) => ofOneMachine.some((words) => words.test(sentence)))
      .map((sentence) => `${path}: ${sentence.trim().slice(0, 200)}`);

  test('reads nothing that holds only on one machine', async () => {
    const listed = paths(await read('/sitemap-0.xml'), /<loc>([^<]+)<\/loc>/g);
    expect(listed.length).toBeGreaterThan(300);
    const markdown = paths(await read('/llms.txt'), /\((https:[^)]+)\)/g);
    expect(markdown.length).toBeGreaterThan(100);
    const pages = [...new Set([...listed, ...markdown, ...more])].filter(
      (path) => !allowed.some((each) => each.pages.test(path)),
    );
    const found: string[] = [];
    for (const path of pages) {
      const text = await read(path);
      found.push(...saying(path, /^\s*</.test(text) ? toText(fromHtml(text)) : text));
    }
    expect(found).toEqual([]);
  });

  test('isn’t offered to check or attack an app that the lab can’t reach', async () => {
    const check = toText(fromHtml((await read('/check/')).split('<main')[1] ?? ''));
    const order = [
      'Check my app',
      'run the check on your machine',
      'npm start',
      'npm run check-app -- http://localhost:3000',
      'Tries a web app',
    ].map((each) => check.indexOf(each));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    const lessons = paths(await read('/sitemap-0.xml'), /<loc>([^<]+\/attack-lab\/[^<]*)<\/loc>/g);
    expect(lessons.length).toBeGreaterThan(10);
    for (const path of ['/check/', ...lessons])
      expect(await read(path), path).not.toMatch(/<form[^>]*\b(?:method="post"|action="\/check)/);
  });

  test('finds no placeholder of a value in what the search shows', async () => {
    const folder = join(await hostedBuild(), 'client/pagefind/fragment');
    const shown = readdirSync(folder)
      .filter((file) => file.endsWith('.pf_fragment'))
      .map((file) => gunzipSync(readFileSync(join(folder, file))).toString());
    expect(shown.length).toBeGreaterThan(300);
    expect(shown.filter((text) => withoutSetValues(text) !== text)).toEqual([]);
  });

  test('prepares their practice tenants as the page about tests says', async () => {
    const page = await read('/reference/practice-tenant-in-tests.md');
    const [, seed = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    expect(page).toContain(`export ADMIN=${tenant}/admin/v1\n`);
    const headers = { authorization: `Bearer ${await visitor.deskKey()}` };
    const ask = async (path: string, init: RequestInit = {}) => {
      const url = `${tenant}/admin/v1${path}`;
      const type = { 'content-type': 'application/json' };
      const response = await lab.fetch(url, { ...init, headers: { ...headers, ...type } });
      const text = await response.text();
      expect(response.status, text).toBeLessThan(300);
      return text;
    };
    for (let run = 0; run < 2; run += 1) {
      await ask('/reset', { method: 'POST' });
      await ask('/seed', { method: 'POST', body: seed });
      const apps = await ask('/tenants/entra-id/registrations');
      expect(apps.match(/"My app"/g)).toHaveLength(1);
    }
    expect(await ask('')).toContain(`${tenant}/0a0a0a0a-1111-4111-8111-${visitor.set}`);
    const fault = /admin\/v1(\/tenants\/entra-id\/faults\/\S+expired-secret)/;
    const [, path = ''] = fault.exec(await read('/reference/practice-tenant.md')) ?? [];
    await ask(path, { method: 'PUT' });
    expect(await ask('/tenants/entra-id/faults')).toContain('expired-secret');
  });
});
