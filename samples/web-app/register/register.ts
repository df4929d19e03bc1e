import type { TenantType } from '../sign-in/index.ts';
import type { App } from './blueprint.ts';
import { type Options, wrongUse } from './command-line.ts';
import { sentenceOf, whereItIs } from './failure-report.ts';
import { lock } from './lock.ts';
import { makeRegistration } from './make-registration.ts';
import { removeRegistration } from './remove-registration.ts';
import type { Run } from './run.ts';
import { Interrupted, Stop } from './stop.ts';
import type { Surroundings } from './surroundings.ts';

/** @returns the exit status; every failure is printed, with what was done and how to go on */
export async function register(
  app: App,
  tenantType: TenantType,
  options: Options,
  surroundings: Surroundings,
): Promise<number> {
  const { print } = surroundings;
  const run: Run = {
    app,
    tenantType,
    options,
    surroundings,
    progress: undefined,
    graph: undefined,
    remaining: [],
  };
  try {
    requireAnswers(options, surroundings);
    const unlock = options.dryRun ? () => {} : lock(surroundings.folder);
    try {
      await (options.remove ? removeRegistration(run) : makeRegistration(run));
    } finally {
      unlock();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    print('');
    print(`✗ ${sentenceOf(error)}`);
    for (const line of whereItIs(run, error)) print(line);
    if (error instanceof Interrupted) return 130;
    return error instanceof Stop ? error.exitStatus : 1;
  }
}

function requireAnswers({ yes, dryRun }: Options, { isInteractive }: Surroundings): void {
  if (yes || dryRun || isInteractive) return;
  throw wrongUse("There's no terminal to ask you in: add --yes if you want no questions.");
}
