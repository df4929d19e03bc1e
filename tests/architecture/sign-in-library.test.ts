import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../samples/web-app/sign-in/', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const containing = (text: RegExp) =>
  files.filter((file) => text.test(readFileSync(folder + file, 'utf8')));

it('is told its settings by the app: the library does not read the environment of the process', () => {
  expect(containing(/createRelyingParty/)).toContain('index.ts');
  expect(containing(/\bprocess\.\w|node:process/)).toEqual([]);
});

it('hands what belongs in the log to the app: the library prints nothing', () => {
  expect(containing(/\bconsole\b/)).toEqual([]);
});
