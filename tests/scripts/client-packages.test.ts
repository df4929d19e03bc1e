import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { provideClientPackages } from '../../scripts/client-packages.ts';

// An npm that only writes down what it was asked to do, and where.
let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'client-packages-'));
  folder = join(root, 'tests/clients');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  npmThat("appendFileSync('asked', process.argv.slice(2).join(' ') + '\\n');");
  vi.stubEnv('npm_execpath', join(root, 'npm.mjs'));
  vi.stubEnv('npm_node_execpath', process.execPath);
  vi.spyOn(console, 'log').mockReturnValue();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

const npmThat = (does: string) =>
  writeFileSync(join(root, 'npm.mjs'), `import { appendFileSync } from 'node:fs';\n${does}`);
const asked = () => readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n');

it('installs in tests/clients, without scripts of packages, and only once for each lock file', () => {
  provideClientPackages(root);
  provideClientPackages(root);
  expect(asked()).toEqual(['ci --ignore-scripts --no-audit --no-fund --loglevel=error']);
  appendFileSync(join(folder, 'package-lock.json'), '\n');
  provideClientPackages(root);
  expect(asked()).toHaveLength(2);
});

it('says what didn’t work if npm fails, and tries again the next time', () => {
  npmThat("appendFileSync('asked', 'again\\n');\nprocess.exitCode = 1;");
  const provide = () => provideClientPackages(root);
  expect(provide).toThrow('The packages of tests/clients could not be installed');
  expect(existsSync(join(folder, 'node_modules/.set-up'))).toBe(false);
  expect(provide).toThrow();
  expect(asked()).toHaveLength(2);
});
