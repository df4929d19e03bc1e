import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The other people's clients of the tests, with a lock file of their own: the site needs none of them. */
const folder = 'tests/clients';

/**
 * Installs the packages of tests/clients, unless that has happened since their lock file changed.
 * @throws an Error of one sentence when npm doesn't finish
 */
export function provideClientPackages(root = '.'): void {
  const at = join(root, folder);
  const marker = join(at, 'node_modules/.set-up');
  const wanted = readFileSync(join(at, 'package-lock.json'), 'utf8');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  console.log(`Installing the clients that the tests run (npm ci in ${folder}) …`);
  rmSync(marker, { force: true });
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!npm(options, at))
    throw new Error(
      `The packages of ${folder} could not be installed: see the messages of npm above.`,
    );
  writeFileSync(marker, wanted);
}

/** The npm that runs this script, or the one on the PATH. */
function npm(options: readonly string[], cwd: string): boolean {
  const { npm_node_execpath: node = process.execPath, npm_execpath: cli } = process.env;
  const ended = cli
    ? spawnSync(node, [cli, ...options], { cwd, stdio: 'inherit' })
    : spawnSync('npm', options, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  return ended.status === 0;
}
