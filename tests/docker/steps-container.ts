import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningProcess, startProcess } from '../e2e/running-process.ts';
import { dockerfileSteps, type Steps } from './dockerfile-steps.ts';

/** The user `node` of Node's images. */
const node = { uid: 1000, gid: 1000 };

/** Whether this process may become another user. */
export const mayChangeUser = process.getuid?.() === 0;

export interface StepsImage extends Steps {
  /** The image's command as its user; files outside what the image names can't be written. */
  start(variables: Record<string, string>): Promise<RunningProcess>;
  /** The exit code of the image's health check, for a container with these variables. */
  health(variables: Record<string, string>): number | null;
  remove(): void;
}

/** An image made of the steps of a Dockerfile, and what a container of it does on this machine. */
export function stepsImage(
  context: string,
  instead?: Record<string, (folder: string) => void>,
): StepsImage {
  const results = mkdtempSync(join(tmpdir(), 'image-'));
  chmodSync(results, 0o755);
  const image = dockerfileSteps(context, results, instead);
  // Where this Node is, another user might not be let in.
  copyFileSync(process.execPath, join(results, 'node'));
  const cwd = join(image.root, image.workingFolder);
  const environment = (variables: Record<string, string>) => ({
    ...image.environment,
    PATH: results,
    // Neither exists: as in a container with a read-only file system, nothing can be written there.
    HOME: '/nonexistent',
    TMPDIR: '/nonexistent',
    ...variables,
  });
  const [program = '', ...args] = image.command;
  const [checker = '', ...checkerArgs] = image.healthCheck;
  return {
    ...image,
    start: (variables) =>
      startProcess(program, args, {
        cwd,
        env: environment(variables),
        readyWhen: /https?:/,
        ...node,
      }),
    health: (variables) =>
      spawnSync(checker, checkerArgs, { cwd, env: environment(variables), ...node }).status,
    remove: () => rmSync(results, { recursive: true, force: true }),
  };
}
