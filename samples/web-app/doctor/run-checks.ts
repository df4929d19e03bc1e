import { causesOf } from '../sign-in/index.ts';
import type { Check, Result } from './check.ts';
import type { Finding } from './finding.ts';
import type { Known } from './known.ts';
import { sayFor } from './say.ts';
import type { Surroundings } from './surroundings.ts';
import { withoutSecrets } from './without-secrets.ts';

/**
 * Runs every check, those that don't build on each other at the same time.
 * @param given what is known before the first check
 * @returns the findings in the order of the checks, each as soon as it and all before it are there
 */
export async function* runChecks(
  checks: readonly Check[],
  given: Known,
  surroundings: Surroundings,
): AsyncGenerator<Finding> {
  const known: Known = { ...given };
  const runs = new Map<Check, Promise<readonly Finding[]>>();
  /** For a check that couldn't run, where to start: the first one that came to nothing. */
  const startWith = new Map<Check, Check>();
  for (const check of checks) {
    const before = [...runs].filter(([other]) =>
      other.provides.some((each) => check.needs.includes(each)),
    );
    const run = Promise.all(before.map(([, earlier]) => earlier)).then(async () => {
      if (!check.applies(known)) return [];
      const missing = before.find(([other]) =>
        other.provides.some((each) => check.needs.includes(each) && known[each] === undefined),
      );
      if (missing !== undefined) {
        const [earlier] = missing;
        const start = startWith.get(earlier) ?? earlier;
        startWith.set(check, start);
        return [sayFor(check.id, check.title).waitsFor({ check: start.id, title: start.title })];
      }
      const { findings, learned } = await result(check, known, surroundings);
      Object.assign(known, learned);
      return findings;
    });
    runs.set(check, run);
  }
  for (const run of runs.values())
    for (const finding of await run) yield withoutSecrets(finding, known.environment);
}

async function result(check: Check, known: Known, surroundings: Surroundings): Promise<Result> {
  const say = sayFor(check.id, check.title);
  const tooLate = Promise.withResolvers<Result>();
  const timer = setTimeout(() => {
    const finding = say.unknown(
      `no result within ${surroundings.seconds} seconds`,
      'Check the network, then run the doctor again.',
    );
    tooLate.resolve({ findings: [finding] });
  }, surroundings.seconds * 1000);
  try {
    return await Promise.race([check.run(known, surroundings), tooLate.promise]);
  } catch (error) {
    const finding = say.unknown(
      `the check itself failed: ${causesOf(error)}`,
      'Report this as a mistake in the doctor.',
    );
    return { findings: [finding] };
  } finally {
    clearTimeout(timer);
  }
}
