import { readFileSync } from 'node:fs';
import { expect, type TestContext } from 'vitest';
import { conformanceSchema, type Subject } from '../../src/conformance/outcomes.ts';
import type { Plan } from '../../src/conformance/plans.ts';
import type { ModuleLog } from './module-log.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** For scripts/conformance-evidence.ts, which writes the outcomes from a run's report. */
    conformance?: {
      plan: Plan;
      module: string;
      subject: Subject;
      result: string;
      conditions: string[];
    };
  }
}

const file = new URL('../../src/conformance/outcomes.json', import.meta.url);
const { outcomes } = conformanceSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/**
 * Holds a module to its recorded outcome, condition by condition: a recorded non-pass must still be one,
 * for the same conditions and no others.
 */
export function expectRecorded(
  { task }: Pick<TestContext, 'task'>,
  { plan, module, subject }: { plan: Plan; module: string; subject: Subject },
  log: ModuleLog,
): void {
  const { result, failing } = log;
  task.meta.conformance = { plan, module, subject, result, conditions: failing };
  const recorded = outcomes[plan][module]?.[subject];
  const expected = recorded?.conditions ?? [];
  for (const [name, { holds, found }] of log.conditions) {
    const message = `${name}, with ${JSON.stringify(found)},`;
    expect.soft(holds, message).toBe(!expected.includes(name));
  }
  expect({ result, conditions: failing }).toEqual(recorded);
}
