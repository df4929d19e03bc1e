import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { webAppFolder } from '../running-web-app.ts';

const folder = `${webAppFolder}sign-in/`;
const readme = readFileSync(`${folder}README.md`, 'utf8');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'));
const part = (heading: string) => readme.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
const namesIn = (text: string) => [...text.matchAll(/`([\w/-]+\.ts)`/g)].map(([, name]) => name);

test('the README of the library says once of every file what it is, and names no other', () => {
  expect(namesIn(part('The files')).sort()).toEqual(files.sort());
});

test('the order to read it in leads to files that are there', () => {
  const order = namesIn(part('How to read it'));
  expect(order.length).toBeGreaterThan(5);
  expect(order.filter((name) => !files.includes(name ?? ''))).toEqual([]);
});

test('the rooms are listed in the order in which they build on each other', () => {
  const rooms = namesIn(part('The files')).map((name) => name?.split('/')[0] ?? '');
  const order = [...new Set(rooms)];
  const upwards = files.flatMap((file) => {
    const room = file.split('/')[0] ?? '';
    const used = readFileSync(folder + file, 'utf8').matchAll(/from '\.\.\/([\w-]+)\//g);
    return [...used]
      .filter(([, other = '']) => order.indexOf(other) > order.indexOf(room))
      .map(([, other]) => `${file} uses ${other}/`);
  });
  expect(upwards).toEqual([]);
});

test('the README says how large the library is', () => {
  const [, count, lines = ''] = /(\d+) files with about ([\d,]+) lines of code/.exec(readme) ?? [];
  const code = files.flatMap((file) =>
    readFileSync(folder + file, 'utf8')
      .replace(/^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
      .split('\n')
      .filter((line) => line.trim() !== ''),
  );
  expect(Number(count)).toBe(files.length);
  const said = Number(lines.replace(',', ''));
  expect(Math.abs(code.length - said)).toBeLessThan(said / 10);
});
