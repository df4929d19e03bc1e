import type { Report, Result } from '../run.ts';
import type { Outcome } from '../verdicts/verdict.ts';

export const countOf = (results: readonly Result[], outcome: Outcome): number =>
  results.filter((each) => each.outcome === outcome).length;

/** 1 if something failed, 0 if something held and nothing failed, 3 if nothing could be tried. */
export function exitStatusOf({ results }: Report): 0 | 1 | 3 {
  if (countOf(results, 'failed') > 0) return 1;
  return countOf(results, 'held') > 0 ? 0 : 3;
}

/** Never “safe”: only what was tried. */
export function summaryOf({ results }: Report): string {
  const tried = results.length - countOf(results, 'not tried');
  const failed = countOf(results, 'failed');
  const untried = countOf(results, 'not tried');
  return [
    `Tried ${tried} of ${results.length}: ${countOf(results, 'held')} held, ${failed} failed.`,
    ...(untried > 0 ? [`${untried} could not be tried.`] : []),
    'Nothing is known about what wasn’t tried.',
  ].join(' ');
}
