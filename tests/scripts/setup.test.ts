import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

/*
 * scripts/setup.mjs in a folder of its own, with an npm that only says what it was asked to do. Another
 * system is one that process.platform names: what really runs there is not tested here.
 */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'set-up-'));
  mkdirSync(join(root, 'scripts'));
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  cpSync('scripts/setup.mjs', join(root, 'scripts/setup.mjs'));
  writeFileSync(join(root, 'package-lock.json'), '{}');
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{}');
  writeFileSync(
    join(root, 'npm.mjs'),
    "import { appendFileSync } from 'node:fs';\nappendFileSync('asked', process.argv.slice(2).join(' ') + '\\n');",
  );
});
afterEach(() => rmSync(root, { recursive: true }));

function setUp(platform: string = process.platform) {
  const asIf = `Object.defineProperty(process, 'platform', { value: '${platform}' })`;
  const options = ['--import', `data:text/javascript,${encodeURIComponent(asIf)}`];
  const { status, stderr } = spawnSync(process.execPath, [...options, 'scripts/setup.mjs'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      npm_execpath: 'npm.mjs',
      npm_node_execpath: process.execPath,
    },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
}
const asked = () => readFileSync(join(root, 'asked'), 'utf8').trim().split('\n');

it('installs once, and again when the lock file has changed', () => {
  setUp();
  setUp();
  expect(asked()).toEqual(['ci --ignore-scripts --no-audit --no-fund --loglevel=error']);
  writeFileSync(join(root, 'package-lock.json'), '{ "changed": true }');
  setUp();
  expect(asked()).toHaveLength(2);
});

it('gives the shell of Windows the "exec" that the scripts of package.json begin with', () => {
  const exec = join(root, 'node_modules/.bin/exec.cmd');
  setUp('linux');
  expect(existsSync(exec)).toBe(false);
  setUp('win32');
  expect(readFileSync(exec, 'utf8')).toBe('@%*\r\n');
});

it('scripts of package.json use nothing else that only some shells know', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  for (const [name, command] of Object.entries(scripts)) {
    expect(command, name).toMatch(/^(?:exec )?node(?: [\w./:=-]+)+$/);
    // Only after a script that has run setup.mjs.
    if (command.startsWith('exec')) expect(scripts[`pre${name}`], name).toContain('setup.mjs');
  }
});
