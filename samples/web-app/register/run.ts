import type { TenantType } from '../sign-in/index.ts';
import type { App } from './blueprint.ts';
import type { Options } from './command-line.ts';
import type { GraphClient } from './graph-client.ts';
import type { Progress } from './progress.ts';
import { Stop } from './stop.ts';
import type { Surroundings } from './surroundings.ts';

/** One call of the command. */
export interface Run {
  app: App;
  tenantType: TenantType;
  options: Options;
  surroundings: Surroundings;
  /** Once the steps have begun. */
  progress: Progress | undefined;
  /** Once the developer is signed in. */
  graph: GraphClient | undefined;
  /** Titles of all steps. */
  remaining: readonly string[];
}

/** Asks, unless there are to be no questions. @throws Stop after a no */
export async function agrees(question: string, { options, surroundings }: Run): Promise<void> {
  if (options.yes || options.dryRun) return;
  const line = await surroundings.ask(`${question} [y/N] `);
  if (!/^y(es)?$/i.test(line))
    throw new Stop("Stopped, because you didn't agree. Nothing was changed.");
}

export function printSteps({ surroundings: { print } }: Run, titles: readonly string[]): void {
  print('This will:');
  titles.forEach((title, index) => {
    print(`  ${index + 1}. ${title}`);
  });
}
