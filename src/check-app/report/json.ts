import type { Report } from '../run.ts';
import { countOf } from './summary.ts';

/** For programs: the same names in every version. */
export function jsonOf({ results, ...about }: Report): string {
  const count = {
    held: countOf(results, 'held'),
    failed: countOf(results, 'failed'),
    notTried: countOf(results, 'not tried'),
  };
  const shown = results.map(({ check: { run: _, ...check }, ...result }) => ({
    ...check,
    ...result,
  }));
  return `${JSON.stringify({ ...about, ...count, results: shown }, null, 2)}\n`;
}
