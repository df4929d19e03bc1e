import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type Ask, type Outcome, outcome } from './load-messages.ts';
import type { RunningLab } from './running-lab.ts';

export interface Load {
  processId: number;
  run(ask: Ask): Promise<Outcome>;
  stop(): void;
}

/** Starts the process that plays visitors of a lab. */
export async function startLoad({ address, caCertificate }: RunningLab): Promise<Load> {
  const child = fork(resolve('scripts/bench/hosted/load-process.ts'), [address], {
    env: { ...process.env, BENCH_CA: caCertificate },
  });
  await told(child);
  return {
    processId: child.pid ?? 0,
    run: async (ask) => {
      child.send(ask);
      return outcome.parse(await told(child));
    },
    stop: () => child.disconnect(),
  };
}

async function told(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const end = once(child, 'exit', { signal: ended.signal }).then(() => {
    throw new Error('The process that plays visitors ended.');
  });
  end.catch(() => {});
  const [message] = await Promise.race([once(child, 'message'), end]);
  ended.abort();
  return message;
}
