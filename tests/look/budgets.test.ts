import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { overBudget } from '../../scripts/check-budgets.ts';
import { weighPage } from '../../scripts/page-weight.ts';

const files = {
  'page.html':
    '<link rel="stylesheet" href="/a.css"><link rel="icon" href="/i.svg"><script type="module" src="/a.js"></script><script>let inline = 1</script>',
  'a.css': 'body { margin: 0 }',
  'i.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'a.js': 'import{b}from"./b.js";import("./later.js");b()',
  'b.js': 'export const b = () => 1;',
  'later.js': 'export const later = "only when it is used";',
};

function site(): string {
  const root = mkdtempSync(join(tmpdir(), 'page-weight-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
  return root;
}
const bytes = (name: keyof typeof files) => brotliCompressSync(files[name]).length;

test('a page weighs its files and what they import, not what they load later', () => {
  const weight = weighPage(site(), 'page.html');
  expect(weight.requests).toBe(5);
  expect(weight.css).toBe(bytes('a.css'));
  expect(weight.script).toBe(
    bytes('a.js') + bytes('b.js') + brotliCompressSync('let inline = 1').length,
  );
  expect(weight.total).toBe(
    bytes('page.html') + bytes('a.css') + bytes('i.svg') + bytes('a.js') + bytes('b.js'),
  );
});

test('a page over its budget is named with the measure, its size and what is allowed', () => {
  const page = { page: 'tutorials/b2c/sign-in/index.html', html: 1, css: 1 };
  expect(overBudget({ ...page, requests: 9, total: 35_000, script: 10_000 })).toEqual([]);
  expect(overBudget({ ...page, requests: 10, total: 35_001, script: 10_001 })).toEqual([
    'tutorials/b2c/sign-in/index.html: total 35001, allowed 35000.',
    'tutorials/b2c/sign-in/index.html: script 10001, allowed 10000.',
    'tutorials/b2c/sign-in/index.html: requests 10, allowed 9.',
  ]);
});
