import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { filesAt, lessons } from '../../src/lessons/lessons.ts';
import { startingPoint } from '../../src/lessons/starting-point.ts';

const unzipped = (slug: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(startingPoint(slug).bytes)).map(([path, bytes]) => [
      path.slice(`first-app-${slug}/`.length),
      strFromU8(bytes),
    ]),
  );

test.each(lessons)('the zip of $slug has the app before its change', ({ order, slug, changes }) => {
  const files = unzipped(slug);
  for (const { path } of changes) expect(files[path]).toBe(filesAt(order - 1).get(path));
});

test('a zip has what the app needs to run, and none of the solutions', () => {
  const files = unzipped('who-is-this');
  expect(Object.keys(files).sort()).toEqual([
    '.env',
    '.env.example',
    '.gitignore',
    'LICENSE',
    'README.md',
    'app.ts',
    'check-node.cjs',
    'package-lock.json',
    'package.json',
    'practice-tenant-trust.mjs',
    'settings.ts',
    'tsconfig.json',
  ]);
  expect(files['.env']).toBe(files['.env.example']);
});

test('a zip imports nothing from outside of its folder', () => {
  for (const [path, text] of Object.entries(unzipped(lessons.at(-1)?.slug ?? '')))
    expect(text, path).not.toMatch(/(?:from|import|require\() ?'\.\.\//);
});
