import type { Inspected } from '../about/inspected.ts';
import { type Finding, severities } from './finding.ts';
import { formatFindings } from './format-findings.ts';
import { signatureFindings } from './signature-findings.ts';
import { timeFindings } from './time-findings.ts';
import { useFindings } from './use-findings.ts';
import { userFindings } from './user-findings.ts';

const checks = [
  ...signatureFindings,
  ...formatFindings,
  ...timeFindings,
  ...useFindings,
  ...userFindings,
];

/** What's wrong with a token, and what people get wrong about it; the most serious first. */
export function findingsOf(token: Inspected): Finding[] {
  const found = checks.flatMap((check) => check(token) ?? []);
  return severities.flatMap((severity) => found.filter((each) => each.severity === severity));
}
