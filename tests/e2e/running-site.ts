import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileCache } from '../compile-cache.ts';
import { freePort } from './free-ports.ts';
import { type RunningProcess, startProcess } from './running-process.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningSite {
  origin: string;
  /** The environment it was started with, to start another one beside it. */
  env: Record<string, string | undefined>;
  ports: { site: number; front: number; back: number; customDomain: number };
  process: RunningProcess;
  stop(): Promise<number | null>;
}

/** Starts the built site with its practice tenant as `npm start` does, with data of its own. */
export async function startSite(overrides: Record<string, string> = {}): Promise<RunningSite> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sign-in-lab-'));
  const ports = {
    site: await freePort(4321),
    front: await freePort(8400),
    back: await freePort(8443),
    customDomain: await freePort(8444),
  };
  const origin = `http://localhost:${ports.site}`;
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    ...compileCache,
    PORT: String(ports.site),
    PRACTICE_TENANT_FRONT_ORIGIN: `http://127.0.0.1:${ports.front}`,
    PRACTICE_TENANT_ORIGIN: `https://localhost:${ports.back}`,
    PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN: `https://localhost:${ports.customDomain}`,
    DATA_FOLDER: dataFolder,
    ...overrides,
  };
  const running = await startProcess(process.execPath, ['src/server/main.ts'], {
    cwd: projectRoot,
    env,
    readyWhen: /Sign-in Lab is at/,
  });
  return {
    origin,
    env,
    ports,
    process: running,
    stop: async () => {
      const code = await running.stop();
      rmSync(dataFolder, { recursive: true, force: true });
      return code;
    },
  };
}
