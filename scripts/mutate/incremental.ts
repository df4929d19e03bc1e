import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** As much of Stryker's report as is needed here. */
const Report = z.looseObject({
  files: z.record(
    z.string(),
    z.looseObject({ mutants: z.array(z.looseObject({ status: z.string() })) }),
  ),
});

/**
 * Drops the changes that survived from what Stryker remembers of the run before, so that it tries them again:
 * for a change of a constant, it doesn't notice that there is a new test.
 */
export function forgetSurvivors(file: string): void {
  if (!existsSync(file)) return;
  const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const each of Object.values(report.files))
    each.mutants = each.mutants.filter(({ status }) => status !== 'Survived');
  writeFileSync(file, JSON.stringify(report));
}
