import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../e2e/free-ports.ts';

export interface RunningApp {
  origin: string;
  stop(): Promise<void>;
}

/**
 * One of the apps of this folder, in a process of its own: it gets its configuration from the environment
 * and trusts the practice tenant with NODE_EXTRA_CA_CERTS, as its README says.
 */
export async function runningApp(
  name: string,
  caCertificate: string,
  configuration: (origin: string) => Readonly<Record<string, string>>,
): Promise<RunningApp> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'client-'));
  const trusted = join(folder, 'ca.pem');
  await writeFile(trusted, caCertificate);
  const output: string[] = [];
  const app = fork(fileURLToPath(new URL(`apps/${name}.mjs`, import.meta.url)), {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      NODE_EXTRA_CA_CERTS: trusted,
      ...configuration(origin),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [app.stdout, app.stderr]) {
    stream?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  }
  const ended = once(app, 'exit');
  const begun = await Promise.race([once(app, 'message'), ended.then(() => undefined)]);
  if (begun === undefined) throw new Error(`${name} ended: ${output.join('')}`);
  return {
    origin,
    stop: async () => {
      app.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
