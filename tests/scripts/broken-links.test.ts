import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { brokenLinks } from '../../scripts/broken-links.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'links-'));
  mkdirSync(join(folder, 'errors'));
  writeFileSync(join(folder, 'errors/index.html'), '<h2 id="known">Known</h2>');
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
});
afterEach(() => rmSync(folder, { recursive: true }));

const linksOf = (html: string) => {
  writeFileSync(join(folder, 'index.html'), html);
  return brokenLinks(folder);
};

it('is content with pages, anchors, files, on-demand pages and other sites', () => {
  const links = [
    '/errors/#known',
    'errors/',
    '/favicon.svg',
    '#here',
    '/demo/b2c/',
    'https://a.example/',
  ];
  const html = `<p id="here">${links.map((link) => `<a href="${link}">x</a>`).join('')}</p>`;
  expect(
    linksOf(`${html}<form action="/auth/sign-in"></form><pre>&lt;a href="/none/"&gt;x</pre>`),
  ).toEqual([]);
});

it.each([
  ['a page', '<a href="/none/">x</a>', '/none/ does not exist: linked from /.'],
  ['an anchor', '<a href="/errors/#none">x</a>', '/errors/ has no anchor #none: linked from /.'],
  ['a script', '<script src="/none.js"></script>', '/none.js does not exist: linked from /.'],
  [
    'a demo of no tenant type',
    '<a href="/demo/none/">x</a>',
    '/demo/none/ does not exist: linked from /.',
  ],
])('names %s that is missing', (_, html, sentence) => {
  expect(linksOf(html)).toEqual([sentence]);
});
