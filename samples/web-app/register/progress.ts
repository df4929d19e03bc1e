import { Interrupted } from './stop.ts';
import type { Surroundings } from './surroundings.ts';

export interface Progress {
  /**
   * Names a step before its work begins, and marks it when it's done. After Ctrl+C, nothing follows it.
   * @param work returns what became of it, if that isn't plain
   */
  step(title: string, work: () => Promise<string | undefined>): Promise<void>;
  /** What happens inside a step, such as a wait. */
  note(sentence: string): void;
  /** The steps that are done, in order. */
  readonly done: readonly string[];
}

export function progress(
  { print, signal }: Pick<Surroundings, 'print' | 'signal'>,
  steps: number,
  isDryRun: boolean,
): Progress {
  const done: string[] = [];
  let started = 0;
  return {
    done,
    async step(title, work) {
      started += 1;
      print(`[${started}/${steps}] ${title} …`);
      const result = await work();
      done.push(title);
      if (!isDryRun) print(`      ${result ?? '✓ done'}`);
      if (signal.aborted) throw new Interrupted();
    },
    note: (sentence) => print(`      ${sentence}`),
  };
}
