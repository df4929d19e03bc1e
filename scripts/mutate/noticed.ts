import { afterEach, inject } from 'vitest';
import { z } from 'zod';

/** Vitest's types know only what this project provides. */
const provided = z.custom<(name: string) => unknown>((value) => typeof value === 'function');

/** Which change this run makes, by Stryker; undefined in the first run, which makes none. */
const mutant = z.string().optional().parse(provided.parse(inject)('activeMutant'));

/** The change that a test of this run has noticed. Suites share their process, but no module. */
const key = Symbol.for('noticed mutant');

/*
 * After the first test that fails, Vitest skips all others, but still loads their files, which takes longer than
 * most of them. A setup file that throws keeps it from that.
 */
if (mutant !== undefined && Reflect.get(globalThis, key) === mutant)
  throw new Error('A test has noticed this change already.');
afterEach(({ task }) => {
  if (task.result?.state === 'fail') Reflect.set(globalThis, key, mutant);
});
