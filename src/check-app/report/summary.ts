import type { Report, Result } from '../run.ts';
import type { Outcome } from '../verdicts/verdict.ts';

export const countOf = (results: readonly Result[], outcome: Outcome): number =>
  results.filter((each) => each.outcome === outcome).length;

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
