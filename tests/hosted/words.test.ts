import { fromHtml } from 'hast-util-from-html';
import { toText } from 'hast-util-to-text';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/test-tools.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import type { HttpVisitor } from './http-visitor.ts';
import { site } from './lab-origins.ts';

/** What holds only for a practice tenant and a site on the reader's machine. */
const ofOneMachine = [
  /\b(?:localhost|127\.0\.0\.1|\[::1\]|[\w.]+\.localhost):(?:4321|8400|8443|8444)\b/,
  /\bport (?:4321|8400|8443|8444)\b/i,
  /\bthis machine\b/i,
  /\bpractice-ca\.pem\b|\/ca\.pem\b/,
  /\bwoodgrove\.localhost\b/,
  /(?:start|stop|restart) this site|this site[’'] (?:runs|running)|(?:in )?this site[’']s folder/i,
  /sign-in lab (?:folder|running)|start sign-in lab/i,
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
});
