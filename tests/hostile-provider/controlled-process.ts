import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { compileCache } from '../compile-cache.ts';
import { freePort } from '../e2e/free-ports.ts';

const control = new URL('control.mjs', import.meta.url).href;

export interface ControlledProcess {
  origin: string;
  moveClock(milliseconds: number): Promise<void>;
  /** Bytes that are still in use after a garbage collection. */
  heap(): Promise<number>;
  output(): string;
  stop(): Promise<void>;
}

/** Starts a server as its own process on a free port, with a clock that the test moves. */
export async function controlledProcess(
  file: string,
  options: {
    cwd: string;
    /** Options of Node. */
    execArgv?: readonly string[];
    /** What it prints when it is ready. */
    readyWhen: string;
    env(port: number): NodeJS.Dict<string>;
  },
): Promise<ControlledProcess> {
  const port = await freePort();
  const { cwd, execArgv = [], readyWhen, env } = options;
  const child = fork(file, {
    cwd,
    silent: true,
    execArgv: ['--import', control, ...execArgv],
    env: { ...compileCache, ...env(port) },
  });
  let output = '';
  const ended = once(child, 'exit');
  const ready = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes(readyWhen)) ready.resolve();
    });
  ended.then(() => ready.reject(new Error(`${file} ended:\n${output}`)));
  await ready.promise;
  return {
    origin: `http://localhost:${port}`,
    async moveClock(milliseconds) {
      const moved = once(child, 'message');
      child.send(milliseconds);
      await moved;
    },
    async heap() {
      const answered = once(child, 'message');
      child.send('heap');
      return z.number().parse((await answered)[0]);
    },
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
