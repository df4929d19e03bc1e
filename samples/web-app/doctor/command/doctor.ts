import { ConfigurationError, type Environment, networkSettingsFrom } from '../../sign-in/index.ts';
import type { Check } from '../check.ts';
import type { Finding } from '../finding.ts';
import type { Known } from '../known.ts';
import { placeOf } from '../outside/itself.ts';
import { outsideFindings } from '../outside/outside.ts';
import { outsideChecks, titles } from '../outside/titles.ts';
import { jsonOf, linesOf, summaryOf, waitingLines } from '../report.ts';
import { runChecks } from '../run-checks.ts';
import { sayFor } from '../say.ts';
import type { Surroundings } from '../surroundings.ts';
import { variablesOf } from '../variables.ts';
import { progress } from './progress.ts';

interface Asked {
  /** What is known before the first check. */
  given: Known;
  json: boolean;
}

/**
 * Runs the checks and prints what they find.
 * @returns the exit status
 */
export function doctor(
  checks: readonly Check[],
  { given, json }: Asked,
  surroundings: Surroundings,
): Promise<0 | 1> {
  const environment = given.environment ?? variablesOf(surroundings);
  const findings = runChecks(checks, { ...given, environment }, surroundings);
  return printed(findings, checks, environment, json);
}

/**
 * Looks at a running app from outside and prints what it finds. Of `.env`, only the network's settings count.
 * @returns the exit status
 */
export function doctorFromOutside(
  origin: URL,
  json: boolean,
  surroundings: Surroundings,
): Promise<0 | 1> {
  const environment = variablesOf(surroundings);
  const checks = outsideChecks.map((id) => ({ id, title: titles[id] }));
  return printed(fromOutside(origin, environment, surroundings), checks, environment, json);
}

async function* fromOutside(origin: URL, environment: Environment, surroundings: Surroundings) {
  const say = sayFor('proxy', 'Proxy');
  try {
    for (const sentence of surroundings.useNetwork(networkSettingsFrom(environment)))
      yield say.failed(sentence, 'Correct it in .env or in the shell.');
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    for (const mistake of error.mistakes)
      yield say.failed(mistake, 'Correct it in .env or in the shell.');
  }
  yield* outsideFindings(placeOf(origin, surroundings));
}

async function printed(
  found: AsyncIterable<Finding>,
  checks: readonly Pick<Check, 'id' | 'title'>[],
  environment: Environment,
  json: boolean,
): Promise<0 | 1> {
  const shown = progress(process.stderr, checks, json);
  const findings: Finding[] = [];
  for await (const finding of found) {
    findings.push(finding);
    shown.clear();
    if (!json && !finding.waitsFor) console.log(linesOf(finding, environment));
    shown.after(finding);
  }
  shown.clear();
  if (!json) for (const line of waitingLines(findings)) console.log(line);
  console.log(json ? jsonOf(findings, environment) : `\n${summaryOf(findings)}`);
  return findings.some(({ status }) => status === 'failed') ? 1 : 0;
}
