import type { Environment } from '../sign-in/index.ts';
import type { Finding } from './finding.ts';
import { folded } from './folded.ts';
import { pageOf } from './page-of.ts';

const marks = { ok: '✓', failed: '✗', warning: '!', unknown: '?' } as const;

/** A finding as lines for people: what was seen, what to do, and where to read on. */
export function linesOf(finding: Finding, environment: Environment): string {
  const { status, title, seen, todo, code } = finding;
  const page = pageOf(code, environment);
  return [
    `${marks[status]} ${title}: ${seen}`,
    ...(todo ? [`  → ${todo}`] : []),
    ...(page ? [`  → ${page}`] : []),
  ].join('\n');
}

/** For people, below the findings of the checks that ran: the others, in one line for each cause. */
export const waitingLines = (findings: readonly Finding[]): readonly string[] =>
  folded(findings).waiting.map((sentence) => `– ${sentence}`);

/** All findings as JSON, for programs. */
export function jsonOf(findings: readonly Finding[], environment: Environment): string {
  const withPages = findings.map((finding) => {
    const page = pageOf(finding.code, environment);
    return { ...finding, ...(page && { page }) };
  });
  return JSON.stringify({ findings: withPages }, null, 2);
}

/** How many of each kind there are, as the last line. */
export function summaryOf(findings: readonly Finding[]): string {
  const { checked, waiting } = folded(findings);
  const count = (status: Finding['status']) =>
    checked.filter((each) => each.status === status).length;
  const [failed, warnings, unknown] = [count('failed'), count('warning'), count('unknown')];
  const problems = failed === 0 ? 'Nothing is wrong' : `Wrong: ${failed}`;
  const unchecked = waiting.length > 0 ? ` Not checked: ${findings.length - checked.length}.` : '';
  return `${problems}. Warnings: ${warnings}. Can't be known from here: ${unknown}.${unchecked}`;
}
