import type { Finding } from './finding.ts';

export interface Folded {
  /** The findings of the checks that ran. */
  checked: readonly Finding[];
  /** A sentence for each check that others wait for, which counts and names those. */
  waiting: readonly string[];
}

/** Findings for people: a list of checks that didn't run would hide the one to start with. */
export function folded(findings: readonly Finding[]): Folded {
  const waiting = new Map<string, string[]>();
  for (const { title, waitsFor } of findings)
    if (waitsFor) waiting.set(waitsFor.title, [...(waiting.get(waitsFor.title) ?? []), title]);
  return {
    checked: findings.filter(({ waitsFor }) => waitsFor === undefined),
    waiting: [...waiting].map(([first, titles]) => {
      const wait = titles.length === 1 ? '1 check waits' : `${titles.length} checks wait`;
      return `${wait} for "${first}": ${titles.join(', ')}`;
    }),
  };
}
