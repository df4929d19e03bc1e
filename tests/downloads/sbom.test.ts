import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { softwareBillOfMaterials } from '../../src/downloads/sbom.ts';

const bytes = Buffer.from('the package as it was published');
const digest = createHash('sha512').update(bytes);
const base64 = digest.copy().digest('base64');
const lock = JSON.stringify({
  name: 'app',
  version: '1.2.3',
  lockfileVersion: 3,
  packages: {
    '': { name: 'app' },
    'node_modules/@azure/msal-node': { version: '7.2.1', integrity: `sha512-${base64}` },
    'node_modules/a/node_modules/b': { version: '1.0.0+x', dev: true, license: 'MIT' },
    'node_modules/linked': { link: true },
  },
});

const parse = (text: string) =>
  z
    .object({
      bomFormat: z.literal('CycloneDX'),
      specVersion: z.literal('1.6'),
      components: z.array(z.record(z.string(), z.unknown())),
    })
    .parse(JSON.parse(text));

test('names every package with its version, address and hash in hexadecimal', () => {
  const { components } = parse(softwareBillOfMaterials(lock));
  expect(components).toMatchObject([
    {
      group: '@azure',
      name: 'msal-node',
      purl: 'pkg:npm/%40azure/msal-node@7.2.1',
      hashes: [{ alg: 'SHA-512', content: digest.digest('hex') }],
      scope: 'required',
    },
    {
      name: 'b',
      purl: 'pkg:npm/b@1.0.0%2Bx',
      scope: 'optional',
      licenses: [{ expression: 'MIT' }],
    },
  ]);
});

test('of the sample: complete, each reference once, and every package with a hash', () => {
  const text = readFileSync(
    new URL('../../samples/web-app/package-lock.json', import.meta.url),
    'utf8',
  );
  const { packages } = z
    .object({ packages: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(text));
  const { components } = parse(softwareBillOfMaterials(text));
  expect(components).toHaveLength(Object.keys(packages).length - 1);
  expect(new Set(components.map((each) => each['bom-ref'])).size).toBe(components.length);
  expect(components.filter(({ hashes }) => hashes === undefined)).toEqual([]);
});
