import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedis } from '../../scripts/test-tools.ts';
import { freePort } from '../e2e/free-ports.ts';
import { type RunningProcess, startProcess } from '../e2e/running-process.ts';

/** A real Redis server of the test's own, which can be killed, frozen and started again on its port. */
export interface RedisProcess {
  url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Stops it answering while its connections stay open. */
  freeze(): void;
  thaw(): void;
  /** Starts it again on the same port, empty unless it's persistent. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param options.persistent whether it has its data again after it was killed
 * @throws an Error when no redis-server is on this machine (npm test installs one)
 */
export async function startRedis({ persistent = false } = {}): Promise<RedisProcess> {
  const program = findRedis();
  if (program === undefined) throw new Error('There is no redis-server on this machine.');
  const folder = mkdtempSync(join(tmpdir(), 'sign-in-lab-redis-'));
  const port = await freePort();
  const args = [
    ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
    ...['--appendonly', persistent ? 'yes' : 'no'],
  ];
  const start = (): Promise<RunningProcess> =>
    startProcess(program, args, { cwd: folder, env: {}, readyWhen: /Ready to accept connections/ });
  let running = await start();

  const kill = async (): Promise<void> => {
    running.child.kill('SIGKILL');
    await running.stop();
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    freeze: () => void running.child.kill('SIGSTOP'),
    thaw: () => void running.child.kill('SIGCONT'),
    restart: async () => {
      running = await start();
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
