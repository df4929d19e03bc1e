import type { Finding } from '../../web-app/doctor/finding.ts';
import { jsonOf, linesOf, summaryOf, waitingLines } from '../../web-app/doctor/report.ts';
import { withoutSecrets } from '../../web-app/doctor/without-secrets.ts';
import type { Environment } from '../sign-in/index.ts';

const usage = `Use: npm run doctor -- [options]
  --json   prints the findings as JSON, for programs
  --help   prints this

Finds out what will fail before a caller comes. It changes nothing.
Exit status: 0 nothing is wrong, 1 something is wrong, 2 wrong use.`;

/**
 * Prints what is found, each line as soon as it's known.
 * @param words what the command was given
 * @returns the exit status
 */
export async function print(
  words: readonly string[],
  found: () => AsyncIterable<Finding>,
  environment: Environment,
): Promise<0 | 1 | 2> {
  if (words.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const json = words.includes('--json');
  const unknown = words.find((word) => word !== '--json');
  if (unknown !== undefined) {
    console.error(`There is no option ${unknown.slice(0, 40)}.\n\n${usage}`);
    return 2;
  }
  const findings: Finding[] = [];
  for await (const each of found()) {
    const finding = withoutSecrets(each, environment);
    findings.push(finding);
    if (!json && !finding.waitsFor) console.log(linesOf(finding, environment));
  }
  if (!json) for (const line of waitingLines(findings)) console.log(line);
  console.log(json ? jsonOf(findings, environment) : `\n${summaryOf(findings)}`);
  return findings.some(({ status }) => status === 'failed') ? 1 : 0;
}
