import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { downloadPath, type Scenario } from '../../src/scenarios/scenarios.ts';
import { installInto, learnersEnvironment, writeFiles } from '../installed-modules.ts';
import { freePort } from './free-ports.ts';
import { type RunningProcess, startProcess } from './running-process.ts';
import type { RunningSite } from './running-site.ts';

const run = promisify(execFile);

/** A sample as a reader has it: downloaded, unpacked outside the repository, installed. */
export interface UnpackedSample {
  folder: string;
  /** A reader's shell, with the Node that runs these tests and without this repository's variables. */
  env: Record<string, string | undefined>;
  remove(): void;
}

export async function unpackSample(
  site: RunningSite,
  { name }: Pick<Scenario, 'name'>,
): Promise<UnpackedSample> {
  const response = await fetch(site.origin + downloadPath({ name }));
  const parent = mkdtempSync(join(tmpdir(), 'download-'));
  const files = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())));
  writeFiles(parent, files);
  const folder = join(parent, name);
  await installInto(folder);
  const env = learnersEnvironment();
  return { folder, env, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

export interface RunningSample {
  origin: string;
  process: RunningProcess;
}

/** `cp .env.practice .env && npm start`; ports differ from the zip's only where the defaults are taken. */
export async function startWithPractice(
  site: RunningSite,
  sample: UnpackedSample,
  { template = '.env.practice', usualPort = 3000 } = {},
): Promise<RunningSample> {
  const port = await freePort(usualPort);
  const text = readFileSync(join(sample.folder, template), 'utf8');
  writeFileSync(join(sample.folder, '.env'), onThisSite(site, text, port, usualPort));
  const started = await startProcess('npm', ['start'], {
    cwd: sample.folder,
    env: sample.env,
    readyWhen: /http:\/\/localhost:\d+/,
    withChildren: true,
  });
  return { origin: `http://localhost:${port}`, process: started };
}

function onThisSite(
  { ports, origin }: RunningSite,
  text: string,
  port: number,
  usualPort: number,
): string {
  const lines = text
    .replaceAll('http://localhost:4321', origin)
    .replaceAll('localhost:8443', `localhost:${ports.back}`)
    .replaceAll('localhost:8444', `localhost:${ports.customDomain}`)
    .replaceAll(`localhost:${usualPort}`, `localhost:${port}`)
    .split('\n');
  if (ports.front !== 8400) {
    lines.push(`PRACTICE_TENANT_FRONT_ORIGIN=http://127.0.0.1:${ports.front}`);
  }
  if (port !== usualPort) lines.push(`PORT=${port}`);
  return lines.join('\n');
}

/**
 * `cp .env.sample .env && npm start`, as a reader runs it who hasn’t filled in anything.
 * @param text of `.env`, if it isn't the template's
 */
export async function startUnfilled(
  { folder, env }: UnpackedSample,
  text = readFileSync(join(folder, '.env.sample'), 'utf8'),
): Promise<string> {
  writeFileSync(join(folder, '.env'), text);
  const outcome = run('npm', ['start'], { cwd: folder, env, timeout: 30_000 });
  return outcome.then(
    () => 'it started',
    ({ stderr }: { stderr: string }) => stderr,
  );
}
