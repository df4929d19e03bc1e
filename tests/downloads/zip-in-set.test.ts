import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { reproducibleZip } from '../../src/downloads/zip.ts';
import { namesTenants, zipInSet } from '../../src/downloads/zip-in-set.ts';

const files = new Map<string, string | Uint8Array>([
  ['.env', 'DOMAIN=contoso.onmicrosoft.com # ’\n'],
  ['app.ts', 'run();\n'.repeat(500)],
  ['empty.txt', ''],
  ['picture.bin', Uint8Array.from({ length: 256 }, (_, byte) => byte)],
  ['sign-in/tenant.ts', "export const domain = 'contoso.onmicrosoft.com';\n"],
]);
const zip = reproducibleZip('app', files);
const inSet = (text: string) => text.replaceAll('contoso.', 'contoso3f9ac27b10de.');

test('a zip with a visitor’s values is the one that would be made of them', () => {
  const own = new Map(
    [...files].map(([path, content]) => [
      path,
      typeof content === 'string' ? inSet(content) : content,
    ]),
  );
  const [made, wanted] = [zipInSet(zip, inSet), reproducibleZip('app', own)];
  expect(unzipSync(made)).toEqual(unzipSync(wanted));
  expect(strFromU8(unzipSync(made)['app/.env'] ?? new Uint8Array())).toContain('# ’');
});

test('the same values give the same bytes, and no values the bytes of the build', () => {
  expect(zipInSet(zip, inSet)).toEqual(zipInSet(zip, inSet));
  expect(zipInSet(zip, (text) => text)).toEqual(zip);
});

test('a zip without such values is told from one that has them', () => {
  expect(namesTenants(zip, inSet)).toBe(true);
  expect(namesTenants(reproducibleZip('app', new Map([['a.ts', '']])), inSet)).toBe(false);
});
