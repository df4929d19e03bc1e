import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileCache } from '../compile-cache.ts';
import { freePort } from '../e2e/free-ports.ts';
import { type RunningProcess, startProcess } from '../e2e/running-process.ts';
import { projectRoot } from '../e2e/running-site.ts';
import { site } from './lab-origins.ts';

export interface InstanceOptions {
  redisUrl: string;
  /** Of the proxy, which it reaches its own practice tenant through. */
  proxyPort: number;
  caFile: string;
  built: string;
  environment?: Record<string, string>;
}

/** One of the processes that a hosted lab consists of; it can be stopped and started again. */
export interface Instance {
  ports: { site: number; tenant: number; metrics: number };
  start(): Promise<void>;
  /** As an operator stops it. @returns its exit code */
  stop(): Promise<number | null>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Status of a path of its health, asked past the proxy. */
  health(path: '/healthz' | '/readyz'): Promise<number>;
  metrics(): Promise<string>;
  /** Everything it has printed since its first start. */
  output(): string;
  remove(): Promise<void>;
}

export const sessionSecret = 'a-secret-of-the-test-that-is-long-enough';

export async function instance({
  redisUrl,
  proxyPort,
  caFile,
  built,
  environment = {},
}: InstanceOptions): Promise<Instance> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'hosted-instance-'));
  const ports = { site: await freePort(), tenant: await freePort(), metrics: await freePort() };
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    ...compileCache,
    DIST_FOLDER: built,
    SITE_ORIGIN: site,
    PRACTICE_TENANT: 'hosted',
    SESSION_SECRET: sessionSecret,
    REDIS_URL: redisUrl,
    PORT: String(ports.site),
    PRACTICE_TENANT_FRONT_PORT: String(ports.tenant),
    METRICS_PORT: String(ports.metrics),
    DATA_FOLDER: dataFolder,
    LOG_REQUESTS: 'on',
    NODE_EXTRA_CA_CERTS: caFile,
    LAB_PROXY_PORT: String(proxyPort),
    ...environment,
  };
  const args = ['--import', './tests/hosted/lab-names.ts', 'src/server/main.ts'];
  let running: RunningProcess | undefined;
  let before = '';
  const output = () => before + (running?.output() ?? '');
  const stop = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (running === undefined) return null;
    if (signal === 'SIGKILL') running.child.kill(signal);
    const code = await running.stop();
    before = output();
    running = undefined;
    return code;
  };
  return {
    ports,
    start: async () => {
      const readyWhen = /Sign-in Lab is at/;
      running = await startProcess(process.execPath, args, { cwd: projectRoot, env, readyWhen });
    },
    stop: () => stop('SIGTERM'),
    kill: async () => {
      await stop('SIGKILL');
    },
    health: async (path) => (await fetch(`http://127.0.0.1:${ports.site}${path}`)).status,
    metrics: async () => (await fetch(`http://127.0.0.1:${ports.metrics}/metrics`)).text(),
    output,
    remove: async () => {
      await stop('SIGTERM');
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
