import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sha256 } from '../../src/downloads/sha256.ts';
import type { ConfiguredOptions } from '../../src/practice-tenant/index.ts';
import { compileCache } from '../compile-cache.ts';
import { freePort } from '../e2e/free-ports.ts';
import { type RunningProcess, startProcess } from '../e2e/running-process.ts';
import { learnersEnvironment, writeFiles } from '../installed-modules.ts';
import { commands, sentenceCode } from './guide-blocks.ts';
import { unzippedLibrary } from './library-zip.ts';

const run = promisify(execFile);

interface Edit {
  file: string;
  before: string;
  after: string;
}

interface Start {
  readyWhen: RegExp;
  command?: string;
  env?: Readonly<Record<string, string>>;
}

export interface StartedApp {
  origin: string;
  process: RunningProcess;
}

/** An app that someone has, in a folder of its own, as they follow the guide with it. */
export class ExistingApp {
  readonly folder = mkdtempSync(join(tmpdir(), 'existing-app-'));
  readonly #edits: Edit[] = [];
  #environmentBefore: string | undefined;

  /** The hashes of the app's files by path, without what is installed. */
  files(): Map<string, string> {
    const paths = readdirSync(this.folder, { recursive: true, encoding: 'utf8' });
    return new Map(
      paths
        .filter((path) => !/(?:^|[\\/])node_modules(?:[\\/]|$)/.test(path))
        .filter((path) => statSync(join(this.folder, path)).isFile())
        .sort()
        .map((path) => [path, sha256(readFileSync(join(this.folder, path)))]),
    );
  }

  /** Runs a line in the app's folder, as in a reader's terminal. */
  async run(line: string): Promise<string> {
    // Only what npm says about itself is turned off.
    const quiet = { npm_config_audit: 'false', npm_config_fund: 'false' };
    const env = { ...learnersEnvironment(), ...quiet };
    const { stdout } = await run('sh', ['-c', line], { cwd: this.folder, env });
    return stdout;
  }

  /** The commands of "Copy the library", with the template of the practice tenant. */
  async copyLibrary(): Promise<void> {
    const environment = join(this.folder, '.env');
    this.#environmentBefore = existsSync(environment)
      ? readFileSync(environment, 'utf8')
      : undefined;
    const [download, unzip, ...rest] = commands().copy;
    // Any machine that runs the tests can do these two without the programs.
    if (
      !/^curl .*\/downloads\/sign-in\.zip$/.test(download ?? '') ||
      unzip !== 'unzip -q sign-in.zip'
    )
      throw new Error('The guide starts with other commands.');
    writeFileSync(join(this.folder, 'sign-in.zip'), '');
    writeFiles(this.folder, unzippedLibrary());
    for (const line of rest) await this.run(line.replace('.env.sample.', '.env.practice.'));
  }

  /** Unzips the library again, and installs it with the guide's own command. */
  async updateLibrary(): Promise<void> {
    writeFiles(this.folder, unzippedLibrary());
    await this.run(sentenceCode('npm install ./'));
  }

  /** Changes a file as the guide says. @throws an Error if these lines aren't in it */
  edit(file: string, before: string, after: string): void {
    this.#change({ file, before, after });
    this.#edits.push({ file, before, after });
  }

  /** The commands and sentences of "take it out". */
  async takeOut(): Promise<void> {
    for (const { file, before, after } of this.#edits.toReversed())
      this.#change({ file, before: after, after: before });
    const environment = join(this.folder, '.env');
    if (this.#environmentBefore === undefined) rmSync(environment);
    else writeFileSync(environment, this.#environmentBefore);
    for (const line of commands().takeOut) await this.run(line);
  }

  /** Starts it, with the practice tenant of the test in `.env`. */
  async start(
    { frontOrigin, origin: back }: Pick<ConfiguredOptions, 'frontOrigin' | 'origin'>,
    { readyWhen, command = 'npm start', env: more = {} }: Start,
  ): Promise<StartedApp> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const file = join(this.folder, '.env');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const here = text
      .replaceAll('https://localhost:8443', back)
      .replaceAll(/http:\/\/localhost:\d+\/auth/g, `${origin}/auth`);
    if (here !== text) writeFileSync(file, here);
    const env = {
      ...learnersEnvironment(),
      ...compileCache,
      PORT: String(port),
      PRACTICE_TENANT_FRONT_ORIGIN: frontOrigin,
      ...more,
    };
    const options = { cwd: this.folder, env, readyWhen, withChildren: true };
    const [program = '', ...args] = command.split(' ');
    return { origin, process: await startProcess(program, args, options) };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #change({ file, before, after }: Edit): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(before).length !== 2)
      throw new Error(`${file} doesn't have these lines exactly once:\n${before}`);
    writeFileSync(
      path,
      text.replace(before, () => after),
    );
  }
}

/** The lines of the guide before a line of the app. */
export const before = (line: string, added: readonly string[]): [string, string] => [
  line,
  [...added, line].join('\n'),
];

/** The lines of the guide after a line of the app. */
export const after = (line: string, added: readonly string[]): [string, string] => [
  line,
  [line, ...added].join('\n'),
];
