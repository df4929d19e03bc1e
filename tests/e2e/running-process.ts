import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RunningProcess {
  child: ChildProcess;
  /** Everything printed so far, both streams. */
  output(): string;
  /**
   * Sends SIGTERM and resolves with the exit code, when nobody it started is left either: a browser might
   * still have a connection to those. Resolves too when it has already ended.
   */
  stop(): Promise<number | null>;
}

export interface ProcessOptions {
  cwd: string;
  env: Record<string, string | undefined>;
  /** What it prints when it is ready. */
  readyWhen: RegExp;
  /** For a program that starts others, such as npm: SIGTERM goes to all of them. */
  withChildren?: boolean;
  /** Another user to run it as. */
  uid?: number;
  gid?: number;
}

/**
 * Starts a program and resolves once it says that it is ready.
 * @throws an Error with its output when it ends before that
 */
export async function startProcess(
  command: string,
  args: readonly string[],
  { cwd, env, readyWhen, withChildren = false, ...user }: ProcessOptions,
): Promise<RunningProcess> {
  const child = spawn(command, args, {
    cwd,
    env,
    ...user,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: withChildren,
  });
  const ended = once(child, 'exit');
  // Its streams close with the last process that has them.
  const closed = once(child, 'close');
  let output = '';
  const ready = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (readyWhen.test(output)) ready.resolve();
    });
  }
  ended.then(() => ready.reject(new Error(`${command} ended before it was ready:\n${output}`)));
  await ready.promise;
  return {
    child,
    output: () => output,
    stop: async () => {
      if (withChildren && child.pid !== undefined) signalGroup(child.pid);
      else child.kill('SIGTERM');
      await closed;
      return child.exitCode;
    },
  };
}

function signalGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}
