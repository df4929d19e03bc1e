import type { Environment } from '../sign-in/index.ts';
import type { Finding } from './finding.ts';
import { pageOf } from './page-of.ts';

const marks = { ok: '✓', failed: '✗', warning: '!', unknown: '?' } as const;

/**
 * A finding as lines for people: what was seen, what to do, and where to read on.
 * @param previous the finding above it: what couldn't be checked for the same reason isn't told twice what to do
 */
export function linesOf(finding: Finding, environment: Environment, previous?: Finding): string {
  const { status, title, seen, todo, code } = finding;
  const page = pageOf(code, environment);
  const isSaid = status === 'unknown' && todo === previous?.todo;
  return [
    `${marks[status]} ${title}: ${seen}`,
    ...(todo && !isSaid ? [`  → ${todo}`] : []),
    ...(page ? [`  → ${page}`] : []),
  ].join('\n');
}

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
  const count = (status: Finding['status']) =>
    findings.filter((each) => each.status === status).length;
  const [failed, warnings, unknown] = [count('failed'), count('warning'), count('unknown')];
  const problems = failed === 0 ? 'Nothing is wrong' : `Wrong: ${failed}`;
  return `${problems}. Warnings: ${warnings}. Can't be known from here: ${unknown}.`;
}
