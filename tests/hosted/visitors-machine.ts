import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { type RunningProcess, startProcess } from '../e2e/running-process.ts';
import { projectRoot } from '../e2e/running-site.ts';
import { installInto, learnersEnvironment, writeFiles } from '../installed-modules.ts';
import type { HostedLab } from './hosted-lab.ts';
import type { HttpVisitor } from './http-visitor.ts';
import { site } from './lab-origins.ts';

export interface Ran {
  status: number | null;
  /** Both streams. */
  output: string;
}

export interface RunOptions {
  /** Told everything that has been printed so far. */
  onOutput?: (output: string) => void;
  /** In place of, or besides, the machine's variables. */
  more?: Record<string, string | undefined>;
}

/** Where a visitor of the lab unpacks what they download, and runs what it tells them to. */
export interface VisitorsMachine {
  /** Downloads a zip with the visitor's own values, once, and installs its packages. @returns its folder */
  download(path: string): Promise<string>;
  /** Runs a program for Node.js to its end. */
  run(folder: string, args: string[], options?: RunOptions): Promise<Ran>;
  /** Starts an app, and waits until it says where it is. */
  start(folder: string, args: string[], more: Record<string, string>): Promise<RunningProcess>;
  /** Ends what still runs: a test that fails may leave it waiting. */
  remove(): void;
}

export function visitorsMachine(lab: HostedLab, visitor: HttpVisitor): VisitorsMachine {
  const parent = mkdtempSync(join(tmpdir(), 'visitors-machine-'));
  const env = {
    ...learnersEnvironment(),
    NODE_OPTIONS: `--no-warnings --import ${projectRoot}tests/hosted/lab-names.ts`,
    NODE_EXTRA_CA_CERTS: lab.certificate.caFile,
    LAB_PROXY_PORT: String(lab.proxy.port),
  };
  const running = new Set<ChildProcess>();
  const downloads = new Map<string, Promise<string>>();
  const unpacked = async (path: string): Promise<string> => {
    const zip = await lab.fetch(site + path, {
      headers: { cookie: `__Host-lab.tenants=${visitor.cookie}` },
    });
    const files = Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer())));
    writeFiles(parent, files);
    const [name = ''] = files[0]?.[0].split('/') ?? [];
    const folder = join(parent, name);
    await installInto(folder);
    return folder;
  };
  return {
    download(path) {
      const folder = downloads.get(path) ?? unpacked(path);
      downloads.set(path, folder);
      return folder;
    },
    async run(cwd, args, { onOutput = () => {}, more } = {}) {
      const child = spawn(process.execPath, args, {
        cwd,
        env: { ...env, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running.add(child);
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
          onOutput(output);
        });
      const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
      running.delete(child);
      return { status, output };
    },
    start: (cwd, args, more) =>
      startProcess(process.execPath, args, {
        cwd,
        env: { ...env, ...more },
        readyWhen: /http:\/\/localhost:\d+/,
      }),
    remove() {
      for (const child of running) child.kill('SIGKILL');
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
