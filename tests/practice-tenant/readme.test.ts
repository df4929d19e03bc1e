import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const folder = new URL('src/practice-tenant/', root);
const readme = readFileSync(new URL('README.md', folder), 'utf8');

test('the README of the practice tenant names files that are there', () => {
  const named = [...readme.matchAll(/`([\w./-]+\.(?:ts|css))`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(30);
  const missing = named.filter(
    (path) => !existsSync(new URL(path, folder)) && !existsSync(new URL(path, root)),
  );
  expect(missing).toEqual([]);
});

test('the README of the practice tenant draws every folder', () => {
  const drawing = readme.slice(readme.indexOf('## Floors'), readme.indexOf('## One request'));
  const folders = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file.includes(sep))
    .map((file) => basename(dirname(file)));
  const drawn = new Set(drawing.split(/\s+/));
  expect([...new Set(folders)].filter((name) => !drawn.has(name))).toEqual([]);
});
