import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { scenarioFiles } from '../../src/downloads/scenario-files.ts';
import { reproducibleZip, sha256 } from '../../src/downloads/zip.ts';
import { type Scenario, scenarios } from '../../src/scenarios/scenarios.ts';
import { projectRoot } from '../e2e/running-site.ts';
import { learnersEnvironment } from '../e2e/unpacked-sample.ts';

const run = promisify(execFile);

/** The zip under test, made as the build makes it: a change of the sample needs no build to be tested. */
export function zipUnderTest(): { scenario: Scenario; bytes: Uint8Array } {
  const scenario = scenarios.find(({ name }) => name === 'web-app-entra-id-call-api');
  if (scenario === undefined) throw new Error('There is no zip for Entra ID that calls an API.');
  const folder = join(projectRoot, 'samples/web-app');
  const notSource = /(?:^|\/)(?:node_modules|\.practice-tenant|\.env)(?:\/|$)/;
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !notSource.test(path) && statSync(join(folder, path)).isFile(),
  );
  const sources = new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  const licence = readFileSync(join(projectRoot, 'LICENSE'), 'utf8');
  const files = scenarioFiles(sources, scenario, licence);
  return { scenario, bytes: reproducibleZip(scenario.name, files) };
}

/**
 * Unpacks the zip into a new folder outside the repository, with the dependencies of its own lock file.
 * Those are installed once for each lock file, also when several test processes want them at once.
 */
export async function unpackedZip(): Promise<{ folder: string; remove(): void }> {
  const { scenario, bytes } = zipUnderTest();
  const files = Object.entries(unzipSync(bytes)).map(
    ([path, content]) => [path.slice(scenario.name.length + 1), content] as const,
  );
  const folder = mkdtempSync(join(tmpdir(), 'sample-from-zip-'));
  writeFiles(folder, files);
  symlinkSync(await installedModules(files), join(folder, 'node_modules'), 'dir');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

type Files = readonly (readonly [path: string, content: Uint8Array])[];

async function installedModules(files: Files): Promise<string> {
  const manifests = files.filter(([path]) => /^package(?:-lock)?\.json$/.test(path));
  const lockFile = Buffer.concat(manifests.map(([, content]) => content));
  const installed = join(tmpdir(), `sample-from-zip-modules-${sha256(lockFile).slice(0, 16)}`);
  while (!existsSync(installed)) {
    if (isMine(`${installed}.lock`)) await install(manifests, installed);
    else await wait(100);
  }
  return join(installed, 'node_modules');
}

async function install(manifests: Files, installed: string): Promise<void> {
  const unfinished = mkdtempSync(`${installed}-`);
  try {
    // Whoever had the lock before may have finished in the meantime.
    if (existsSync(installed)) return;
    writeFiles(unfinished, manifests);
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: unfinished,
      env: learnersEnvironment(),
    });
    renameSync(unfinished, installed);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    rmSync(`${installed}.lock`, { force: true });
  }
}

/** Takes the lock, unless a living process holds it. */
function isMine(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isAlive(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(lock: string): boolean {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    // Nothing in it yet: its holder is about to write.
    return holder === 0 || process.kill(holder, 0);
  } catch {
    return false;
  }
}

function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
