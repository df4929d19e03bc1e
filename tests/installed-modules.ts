import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { sha256 } from '../src/downloads/sha256.ts';
import { alone } from './held-lock.ts';

const run = promisify(execFile);

/** What a sample consists of: its files by their paths inside it. */
export type SampleFiles = readonly (readonly [path: string, content: Uint8Array])[];

/**
 * Gives an unpacked sample the dependencies of its own lock file. Those are installed once for each lock
 * file, also when several test processes want them at once: the eight zips of the web app have the same.
 * That `npm install` works in each folder is tested with the commands of the tracks.
 */
export async function installInto(folder: string): Promise<void> {
  symlinkSync(await installedModules(folder), join(folder, 'node_modules'), 'dir');
}

export function writeFiles(folder: string, files: SampleFiles): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** This machine's, without what the scripts of this repository add and without its settings. */
export function learnersEnvironment(): Record<string, string | undefined> {
  const notTheirs =
    /^(?:npm_|INIT_CWD$|NODE_OPTIONS$|NODE_ENV$|PORT$|HOST$|REDIS_|SESSION_SECRET$)/;
  const kept = Object.entries(process.env).filter(([name]) => !notTheirs.test(name));
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((entry) => !entry.includes('node_modules'));
  const PATH = [dirname(process.execPath), ...path].join(delimiter);
  return { ...Object.fromEntries(kept), PATH };
}

async function installedModules(folder: string): Promise<string> {
  const manifests = ['package.json', 'package-lock.json'].map(
    (name) => [name, readFileSync(join(folder, name))] as const,
  );
  const lockFile = Buffer.concat(manifests.map(([, content]) => content));
  const installed = join(tmpdir(), `sample-modules-${sha256(lockFile).slice(0, 16)}`);
  if (!existsSync(installed)) await alone(`${installed}.lock`, () => install(manifests, installed));
  return join(installed, 'node_modules');
}

async function install(manifests: SampleFiles, installed: string): Promise<void> {
  const unfinished = mkdtempSync(`${installed}-`);
  try {
    // Another process may have installed them in the meantime.
    if (existsSync(installed)) return;
    writeFiles(unfinished, manifests);
    await run('npm', ['install', '--no-audit', '--no-fund'], {
      cwd: unfinished,
      env: learnersEnvironment(),
    });
    renameSync(unfinished, installed);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
