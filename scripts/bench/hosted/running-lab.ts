import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { keptCertificates } from '../../../src/practice-tenant/certificates/kept-certificates.ts';
import { httpsPort, siteOrigin, tenantOrigin } from './addresses.ts';
import { hostedAt } from './built-lab.ts';
import { type Instance, nginxConfiguration } from './nginx.ts';

export interface LabOptions {
  /** Where the built lab is. */
  source: string;
  /** A loopback address of its own; its last number is also in its ports. */
  address: string;
  instances: number;
  /** What Node runs the instances with, for example to write a profile. */
  nodeOptions?: readonly string[];
}

export interface RunningLab {
  address: string;
  /** For the load to trust. */
  caCertificate: string;
  redisUrl: string;
  /** By what each is. */
  processes: ReadonlyMap<string, number>;
  metrics(): Promise<string[]>;
  stop(): Promise<void>;
}

/** A Redis with nothing in it, which ends with this process. */
export async function startRedis(address: string): Promise<{ url: string; child: ChildProcess }> {
  const port = firstPort(address) + 99;
  const nowhere = ['--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', ['--bind', '127.0.0.1', '--port', String(port), ...nowhere], {
    stdio: 'ignore',
  });
  process.once('exit', () => child.kill());
  await listening('Redis', child, port);
  return { url: `redis://127.0.0.1:${port}`, child };
}

/** Instances of the hosted lab at that Redis, and nginx in front. */
export async function startLab(
  { source, address, instances, nodeOptions = [] }: LabOptions,
  redis: Awaited<ReturnType<typeof startRedis>>,
): Promise<RunningLab> {
  const number = lastNumber(address);
  const folder = resolve(`test-results/bench/hosted-run/${number}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const hosts = [siteOrigin, tenantOrigin].map((origin) => new URL(origin).hostname);
  const tls = await keptCertificates(join(folder, 'certificates'), hosts);
  const authority = join(folder, 'ca.pem');
  writeFileSync(authority, tls.caCertificate);
  writeFileSync(join(folder, 'proxy.pem'), tls.certificate);
  writeFileSync(join(folder, 'proxy.key'), tls.privateKey);

  const ports = Array.from({ length: instances }, (_, index): Instance => {
    const first = firstPort(address) + index * 10;
    return { site: first, tenant: first + 1, metrics: first + 2 };
  });
  const started = ports.map(({ site, tenant, metrics }, index) => {
    const child = spawn(
      process.execPath,
      [
        ...nodeOptions,
        '--import',
        resolve('scripts/bench/hosted/names.ts'),
        join(source, 'src/server/main.ts'),
      ],
      {
        cwd: source,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          ...process.env,
          ...hostedAt,
          BENCH_ADDRESS: address,
          SESSION_SECRET: 'only-for-the-benchmark-'.repeat(3),
          REDIS_URL: redis.url,
          NODE_EXTRA_CA_CERTS: authority,
          PORT: String(site),
          PRACTICE_TENANT_FRONT_PORT: String(tenant),
          METRICS_PORT: String(metrics),
          DATA_FOLDER: join(folder, `data-${index}`),
          PRACTICE_TENANT_MOST_SETS: '100000',
          // The load writes addresses of its own before the one that the proxy adds.
          TRUST_PROXY: '2',
        },
      },
    );
    process.once('exit', () => child.kill());
    return { child, site };
  });
  for (const { child, site } of started) await listening('The lab', child, site);
  const configuration = nginxConfiguration(folder, ports, address);
  const nginx = spawn('nginx', ['-e', join(folder, 'nginx.log'), '-c', configuration], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => nginx.kill());
  await listening('nginx', nginx, httpsPort, address);
  const children = [...started.map(({ child }) => child), nginx, redis.child];
  const named = (name: string, { pid = 0 }: ChildProcess): [string, number] => [name, pid];
  return {
    address,
    caCertificate: tls.caCertificate,
    redisUrl: redis.url,
    processes: new Map([
      ...started.map(({ child }, index) => named(`lab ${index + 1}`, child)),
      named('nginx', nginx),
      named('Redis', redis.child),
    ]),
    metrics: () =>
      Promise.all(
        ports.map(async ({ metrics }) =>
          (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text(),
        ),
      ),
    stop: async () => {
      for (const child of children) {
        if (child.exitCode !== null) continue;
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
    },
  };
}

const lastNumber = (address: string): number => Number(address.split('.').at(-1));

/** Below the ports that systems give to outgoing connections. */
const firstPort = (address: string): number => 27_000 + lastNumber(address) * 100;

/** @throws an Error when it ends instead */
async function listening(
  name: string,
  child: ChildProcess,
  port: number,
  host = '127.0.0.1',
): Promise<void> {
  let failure: string | undefined;
  child.once('error', ({ message }) => {
    failure = message;
  });
  while (!(await accepts(port, host))) {
    failure ??= child.exitCode === null ? undefined : `it ended with ${child.exitCode}`;
    if (failure !== undefined) throw new Error(`${name} doesn’t start: ${failure}.`);
    await wait(100);
  }
}

const accepts = (port: number, host: string): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, host);
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
