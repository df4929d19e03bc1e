import type { Check } from './check.ts';
import type { Finding } from './finding.ts';
import type { Known } from './known.ts';
import { progress } from './progress.ts';
import { jsonOf, linesOf, summaryOf } from './report.ts';
import { runChecks } from './run-checks.ts';
import type { Surroundings } from './surroundings.ts';
import { variablesOf } from './variables.ts';

interface Asked {
  /** What is known before the first check. */
  given: Known;
  json: boolean;
}

/**
 * Runs the checks and prints what they find.
 * @returns the exit status
 */
export async function doctor(
  checks: readonly Check[],
  { given, json }: Asked,
  surroundings: Surroundings,
): Promise<0 | 1> {
  const environment = given.environment ?? variablesOf(surroundings);
  const shown = progress(process.stderr, checks, json);
  const findings: Finding[] = [];
  for await (const finding of runChecks(checks, { ...given, environment }, surroundings)) {
    findings.push(finding);
    shown.clear();
    if (!json) console.log(linesOf(finding, environment));
    shown.after(finding);
  }
  shown.clear();
  console.log(json ? jsonOf(findings, environment) : `\n${summaryOf(findings)}`);
  return findings.some(({ status }) => status === 'failed') ? 1 : 0;
}
