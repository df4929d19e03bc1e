import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const copied = 'src/server/env-file.ts';

/** What a project with this .env has in two variables, one of which its shell has set. */
function read(env: string | Buffer | undefined) {
  const project = mkdtempSync(join(tmpdir(), 'env-file-'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  for (const file of [copied, 'samples/web-app/env-file.ts']) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    copyFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), join(project, file));
  }
  const log = fileURLToPath(new URL('../../src/server/log', import.meta.url));
  cpSync(log, join(project, 'src/server/log'), { recursive: true });
  if (env !== undefined) writeFileSync(join(project, '.env'), env);
  const print = 'data:text/javascript,console.log(process.env.FIRST,process.env.SECOND)';
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`--import=${pathToFileURL(join(project, copied)).href}`, `--import=${print}`, '-e', '0'],
    { env: { PATH: process.env['PATH'], SECOND: 'of the shell' }, encoding: 'utf8' },
  );
  rmSync(project, { recursive: true });
  return { status, stdout: stdout.trim(), stderr };
}

test('the file fills in what the shell has not set', () => {
  expect(read('FIRST=1\r\nSECOND=2\r\n').stdout).toBe('1 of the shell');
  expect(read(undefined).stdout).toBe('undefined of the shell');
});

test('a byte order mark is not part of the first name', () => {
  expect(read('\uFEFFFIRST=1\n').stdout).toBe('1 of the shell');
});

test('UTF-16 is named instead of being read as nothing', () => {
  expect(read(Buffer.from('\uFEFFFIRST=1\n', 'utf16le'))).toMatchObject({
    status: 1,
    stderr: '.env is saved as UTF-16, which Node.js cannot read: save it as UTF-8.\n',
  });
});
