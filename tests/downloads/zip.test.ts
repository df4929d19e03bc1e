import { execFileSync } from 'node:child_process';
import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/downloads/sha256.ts';
import { reproducibleZip } from '../../src/downloads/zip.ts';

const files = new Map([
  ['app.ts', 'run();\n'],
  ['sign-in/protocol/client.ts', 'x'.repeat(5000)],
]);

it('unpacks to one folder with the same texts', () => {
  const unpacked = unzipSync(reproducibleZip('sample', files));
  const texts = Object.entries(unpacked).map(([path, bytes]) => [path, strFromU8(bytes)]);
  expect(Object.fromEntries(texts)).toEqual({
    'sample/app.ts': files.get('app.ts'),
    'sample/sign-in/protocol/client.ts': files.get('sign-in/protocol/client.ts'),
  });
});

it('gives the same bytes whatever the order of the files', () => {
  const other = new Map([...files].reverse());
  expect(sha256(reproducibleZip('sample', other))).toBe(sha256(reproducibleZip('sample', files)));
});

it('gives the same bytes in every time zone', () => {
  const program = `
    import { sha256 } from './src/downloads/sha256.ts';
    import { reproducibleZip } from './src/downloads/zip.ts';
    console.log(sha256(reproducibleZip('sample', new Map([['app.ts', 'run();']]))));`;
  const hashes = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles'].map((TZ) =>
    execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    }),
  );
  expect(new Set(hashes).size).toBe(1);
});
