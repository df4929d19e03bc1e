import { afterEach, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Which change this run makes, by Stryker; undefined in the first run, which makes none. */
    activeMutant: string | undefined;
  }
}

declare global {
  /** The change that a test of this run has noticed: suites share their process. */
  var noticedMutant: string | undefined;
}

/*
 * After the first test that fails, Vitest skips all others, but still loads their files, which takes longer than
 * most of them. A setup file that throws keeps it from that.
 */
const mutant = inject('activeMutant');
if (mutant !== undefined && globalThis.noticedMutant === mutant)
  throw new Error('A test has noticed this change already.');
afterEach(({ task }) => {
  if (task.result?.state === 'fail') globalThis.noticedMutant = mutant;
});
