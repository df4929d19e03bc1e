import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../e2e/free-ports.ts';

export interface RunningApp {
  origin: string;
  /** What the app sends next. */
  message(): Promise<unknown>;
  stop(): Promise<void>;
}

interface AppOptions {
  /** Whether the app is started again when its process ends. */
  isKeptAlive?: boolean;
}

/**
 * One of the apps of this folder, in a process of its own: it gets its configuration from the environment
 * and trusts the practice tenant with NODE_EXTRA_CA_CERTS, as its README says.
 */
export async function runningApp(
  name: string,
  caCertificate: string,
  configuration: (origin: string) => Readonly<Record<string, string>>,
  { isKeptAlive = false }: AppOptions = {},
): Promise<RunningApp> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'client-'));
  const trusted = join(folder, 'ca.pem');
  await writeFile(trusted, caCertificate);
  const output: string[] = [];
  const started = () => {
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
    return { app, ended: once(app, 'exit'), messages: on(app, 'message') };
  };
  let running = started();
  const message = async (): Promise<unknown> => {
    const { messages, ended } = running;
    const sent = await Promise.race([messages.next(), ended.then(() => undefined)]);
    if (sent?.value === undefined) throw new Error(`${name} ended: ${output.join('')}`);
    return sent.value[0];
  };
  await message();
  let isStopping = false;
  const startAgain = () => {
    if (isStopping) return;
    running = started();
    running.app.once('exit', startAgain);
  };
  if (isKeptAlive) running.app.once('exit', startAgain);
  return {
    origin,
    message,
    stop: async () => {
      isStopping = true;
      running.app.kill();
      await running.ended;
      await rm(folder, { recursive: true });
    },
  };
}
